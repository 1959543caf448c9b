"""The players that Verdict lives in, a package each; none of them imports another."""
