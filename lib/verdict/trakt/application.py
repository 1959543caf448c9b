"""The application that Verdict is to Trakt, for all users of a package; empty in the source.

A packager puts the client id and the client secret of an application at Trakt here. What a user sets in
`trakt.client_id` and `trakt.client_secret` goes before it, and another server than Trakt's own never sees it.
"""

CLIENT_ID = ""
CLIENT_SECRET = ""
