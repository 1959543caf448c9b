-- Verdict's gate: keeps the last picture, the keys and the mouse alive while it asks about a film.
--
-- mpv stops here before it unloads a file. Verdict is told, and says how long it wants the picture (`hold`) or
-- that it does not (`release`). Whatever happens to Verdict, mpv goes on when the time is over.
--
-- In an mpv of the user's own this file lies in the scripts folder; `verdict install-mpv` has filled in where
-- Verdict lives. As the first film begins (never for music or pictures) it opens a socket, on Windows a pipe, for
-- Verdict's agent, unless the user has set one, and starts the agent where none answers.

-- folder: where sockets are; home: VERDICT_HOME, if it was set; start: the command that starts the agent;
-- shared: whether process ids are not unique in the folder
local INSTALLED = {}

local FIRST_WORD = 2 -- seconds that Verdict has for its first answer
local LONGEST_HOLD = 600 -- seconds after which nothing but another `hold` keeps mpv
local LOOK_EVERY = 0.5 -- seconds between two looks, while mpv is held, whether Verdict is still there
local IS_WINDOWS = package.config:sub(1, 1) == "\\"
local AGENT_ANSWERS = IS_WINDOWS and 2 or 0.6 -- seconds that an agent which runs takes at most to find us
local AGENT_STARTS = 10 -- seconds after which it will not come

local utils = require("mp.utils")
local listener = nil -- the mpv client that wants to be asked, or nil
local hook = nil -- the unloading that waits
local patience = nil -- while it waits: the timer that looks after it
local deadline = 0
local playing = false
local since = nil -- where playback began, as long as nobody has sought
local call_agent = function() end -- in an mpv of the user's own it makes the agent come

local function tell(...)
    if listener and not mp.commandv("script-message-to", listener, ...) then
        listener = nil -- it is gone
    end
    return listener ~= nil
end

local function release()
    if patience then
        patience:kill()
        patience = nil
    end
    if hook then
        local waiting = hook
        hook = nil
        waiting:cont()
    end
end

local function look()
    if mp.get_time() >= deadline then
        mp.msg.warn("Verdict did not answer in time; going on")
        release()
    elseif not tell("verdict-held") then
        mp.msg.warn("Verdict is gone; going on")
        release()
    end
end

local function hold(seconds)
    if hook then
        deadline = mp.get_time() + math.min(seconds, LONGEST_HOLD)
        patience = patience or mp.add_periodic_timer(LOOK_EVERY, look)
    end
end

local function unload(waiting)
    playing = false
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
        at = mp.get_time(),
    }
    if not tell("verdict-unload", (utils.format_json(facts))) then
        release()
    end
end

mp.add_hook("on_unload", 50, unload)
mp.register_event("playback-restart", function()
    if not playing then
        playing, since = true, mp.get_property_number("time-pos")
        call_agent() -- not before the first picture: nobody waits longer for a film because of us
    end
end)
mp.register_event("seek", function() since = nil end)
mp.register_script_message("listen", function(client)
    listener = client ~= "" and client or nil
    tell("verdict-gate", (utils.format_json({ playing = playing, since = playing and since or nil })))
end)
mp.register_script_message("hold", function(seconds)
    hold(tonumber(seconds) or FIRST_WORD)
end)
mp.register_script_message("release", release)
mp.register_script_message("draw-in", function(seconds) -- nothing of its own: mpv draws all that is there anew
    mp.add_timeout(tonumber(seconds) or 0, function()
        mp.command_native({ name = "osd-overlay", id = 1, format = "ass-events", data = "" })
    end)
end)

-- In an mpv of the user's own: how the agent comes here. ------------------------------------------------------

if not INSTALLED.folder or mp.get_script_name() ~= "verdict" then
    return
end

local PIPES = "\\\\.\\pipe\\"
local home = (os.getenv("VERDICT_HOME") or ""):match(".+")
local folder = home and utils.join_path(home, "run") or INSTALLED.folder
local is_open = false -- whether the agent can find us
local mark = nil -- the file that has to go with us
local why = "" -- what may keep the agent away

local function is_film()
    for _, track in ipairs(mp.get_property_native("track-list") or {}) do
        if track.type == "video" and not track.albumart and not track.image then
            return true
        end
    end
    return false
end

-- Where the user lets mpv listen, as others find it.
local function whole(path)
    if IS_WINDOWS then
        return path:sub(1, #PIPES) == PIPES and path or PIPES .. path
    end
    return utils.join_path(utils.getcwd(), mp.command_native({ "expand-path", path }))
end

local function open_socket()
    if not IS_WINDOWS and not utils.file_info(folder) then
        local make = { "mkdir", "-p", "-m", "700", folder }
        mp.command_native({ name = "subprocess", args = make, playback_only = false })
    end
    local name = mp.get_property("pid", "0")
    local theirs = mp.get_property("input-ipc-server", "")
    if IS_WINDOWS and theirs == "" then
        return mp.set_property("input-ipc-server", PIPES .. "verdict-" .. name)
    elseif INSTALLED.shared then
        name = string.format("%s-%x", name, os.time() * 1000 + math.floor(mp.get_time() * 1000) % 1000)
    end
    mark = utils.join_path(folder, name .. (theirs == "" and ".sock" or ".path"))
    if theirs == "" then
        return mp.set_property("input-ipc-server", mark)
    end
    why = "; does another mpv use " .. theirs .. ", too? Each needs an input-ipc-server of its own"
    local file = io.open(mark, "w")
    return file and file:write(whole(theirs)) and file:close()
end

local function start_agent()
    local args = { (unpack or table.unpack)(INSTALLED.start) }
    if INSTALLED.home and not home then
        args[#args + 1] = "--home=" .. INSTALLED.home
    end
    local command = { name = "subprocess", args = args, playback_only = false, detach = true }
    mp.command_native_async(command, function(done, result)
        if not done or result.status ~= 0 then
            mp.msg.warn("Verdict cannot be started; if it has moved: verdict install-mpv")
        end
    end)
end

call_agent = function()
    if tell("verdict-film") or not is_film() then
        return
    end
    is_open = is_open or open_socket()
    if not is_open then
        mp.msg.warn("Verdict cannot be reached: no socket in " .. folder)
        return
    end
    -- An agent that runs has left its mark, and will be here at once. One that has died has left it, too.
    local is_running = utils.file_info(utils.join_path(folder, "agent"))
    mp.add_timeout(is_running and AGENT_ANSWERS or 0, function()
        if not listener and INSTALLED.start then
            start_agent()
        end
    end)
    mp.add_timeout(AGENT_STARTS, function()
        if not listener then
            mp.msg.warn("Verdict does not answer: this film is not asked about" .. why)
        end
    end)
end

mp.register_event("shutdown", function() os.remove(mark or "") end)
