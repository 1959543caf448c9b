-- The gate: keeps the last picture, the keys and the mouse alive while Verdict asks about a film.
--
-- mpv stops here before it unloads a file. Verdict is told, and says how long it wants the picture (`hold`) or
-- that it does not (`release`). Whatever happens to Verdict, mpv goes on when the time is over.

local FIRST_WORD = 2 -- seconds that Verdict has for its first answer
local LONGEST_HOLD = 600 -- seconds after which nothing but another `hold` keeps mpv

local utils = require("mp.utils")
local listener = nil -- the mpv client that wants to be asked, or nil
local hook = nil -- the unloading that waits
local timer = nil -- the end of its patience

local function release()
    if timer then
        timer:kill()
        timer = nil
    end
    if hook then
        local waiting = hook
        hook = nil
        waiting:cont()
    end
end

local function hold(seconds)
    if not hook then
        return
    end
    if timer then
        timer:kill()
    end
    timer = mp.add_timeout(math.min(seconds, LONGEST_HOLD), function()
        mp.msg.warn("Verdict did not answer in time; going on")
        release()
    end)
end

local function unload(waiting)
    if not listener then
        return
    end
    waiting:defer()
    hook = waiting
    hold(FIRST_WORD)
    local facts = {
        path = mp.get_property("path"),
        position = mp.get_property_number("time-pos"),
        duration = mp.get_property_number("duration"),
        eof = mp.get_property_bool("eof-reached", false),
    }
    if not mp.commandv("script-message-to", listener, "verdict-unload", (utils.format_json(facts))) then
        listener = nil -- it is gone
        release()
    end
end

mp.add_hook("on_unload", 50, unload)
mp.register_script_message("listen", function(client)
    listener = client ~= "" and client or nil
    if listener then
        mp.commandv("script-message-to", listener, "verdict-gate")
    end
end)
mp.register_script_message("hold", function(seconds)
    hold(tonumber(seconds) or FIRST_WORD)
end)
mp.register_script_message("release", release)
