-- What wrk sends: the same form again and again, or one path after another. What it found goes out as a line of JSON.
--
--   BODY    the form of a create
--   PATHS   a file of paths to retrieve, one a line
--   KEY     the value of the Authorization header

local asked = {}
local turn = 0

function init()
   local headers = { Authorization = os.getenv("KEY") }
   local body = os.getenv("BODY")
   if body then
      headers["Content-Type"] = "application/x-www-form-urlencoded"
      asked[1] = wrk.format("POST", nil, headers, body)
   else
      for path in io.lines(os.getenv("PATHS")) do
         asked[#asked + 1] = wrk.format("GET", path, headers)
      end
   end
end

function request()
   turn = turn % #asked + 1
   return asked[turn]
end

function done(summary, latency)
   local wrong = 0
   for _, count in pairs(summary.errors) do
      wrong = wrong + count
   end
   local form = '{"answers":%d,"seconds":%.6f,"wrong":%d,"p50":%.3f,"p99":%.3f}\n'
   io.write(form:format(summary.requests, summary.duration / 1e6, wrong,
      latency:percentile(50) / 1e3, latency:percentile(99) / 1e3))
end
