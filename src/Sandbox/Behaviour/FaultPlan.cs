namespace FleetActors.Sandbox;

/// <summary>The behaviour in force and what is left of it: counters of faults, the random numbers, the limits' windows.</summary>
internal sealed class FaultPlan(SandboxOptions options, World world)
{
    private readonly NumberScript _defaultNumber = options.DefaultNumber;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, RateWindow> _windows = [];
    private SandboxBehaviour _behaviour = SandboxBehaviour.None;
    private Random _random = new(0);
    private int?[] _left = [];
    private int? _inferenceLeft;
    private int? _speechLeft;
    private DateTimeOffset _speechDownUntil = DateTimeOffset.MinValue;

    /// <summary>The behaviour in force; setting it starts counters and random numbers anew.</summary>
    public SandboxBehaviour Behaviour
    {
        get
        {
            lock (_gate)
            {
                return _behaviour;
            }
        }

        set
        {
            lock (_gate)
            {
                _behaviour = value;
                _random = new Random(value.Seed);
                _left = [.. value.Faults.Select(static fault => fault.Next)];
                _inferenceLeft = value.Ai.Next;
                _speechLeft = value.Speech.Next;
                _speechDownUntil = world.Now + TimeSpan.FromMilliseconds(value.Speech.DownMs);
                _windows.Clear();
            }
        }
    }

    public NumberScript ScriptOf(string number)
    {
        var behaviour = Behaviour;
        return behaviour.Numbers.GetValueOrDefault(number) ?? behaviour.DefaultNumber ?? _defaultNumber;
    }

    /// <summary>The fault that strikes this request, if any; uses it up.</summary>
    /// <param name="path">Path after <c>/v2</c>.</param>
    public RequestFault? NextRequest(string path)
    {
        lock (_gate)
        {
            for (var i = 0; i < _left.Length; i++)
            {
                var fault = _behaviour.Faults[i];
                if (_left[i] is 0 || !Matches(fault.Path, path) || _random.NextDouble() >= fault.Rate)
                {
                    continue;
                }

                _left[i]--;
                return fault;
            }

            return null;
        }
    }

    public (TimeSpan Delay, bool Duplicate, bool Drop) NextWebhook()
    {
        lock (_gate)
        {
            var faults = _behaviour.Webhooks;
            var held = Strikes(faults.ReorderRate) ? faults.ReorderMs : 0;
            return (TimeSpan.FromMilliseconds(faults.DelayMs + held), Strikes(faults.DuplicateRate), Strikes(faults.DropRate));
        }
    }

    public InferenceFaults NextInference()
    {
        lock (_gate)
        {
            if (_inferenceLeft is 0)
            {
                return new InferenceFaults();
            }

            _inferenceLeft--;
            return _behaviour.Ai;
        }
    }

    /// <summary>The recogniser hears nobody at the moment.</summary>
    public bool IsSpeechDown
    {
        get
        {
            lock (_gate)
            {
                return world.Now < _speechDownUntil;
            }
        }
    }

    /// <summary>The status with which the next request to the recogniser is refused; null when it is not.</summary>
    public int? NextSpeechRefusal()
    {
        lock (_gate)
        {
            if (world.Now < _speechDownUntil)
            {
                return StatusCodes.Status503ServiceUnavailable;
            }

            if (_behaviour.Speech.Status is null || _speechLeft is 0)
            {
                return null;
            }

            _speechLeft--;
            return _behaviour.Speech.Status;
        }
    }

    /// <summary>Counts a request against a limit per second.</summary>
    /// <returns>Null without a limit; else what the rate-limit headers say.</returns>
    public RateWindow? Count(string limit, int? perSecond)
    {
        if (perSecond is not { } allowed)
        {
            return null;
        }

        lock (_gate)
        {
            var second = world.Now.ToUnixTimeSeconds();
            var window = _windows.TryGetValue(limit, out var known) && known.Second == second ? known : new RateWindow(second, allowed, 0);
            window = window with { Used = window.Used + 1 };
            _windows[limit] = window;
            return window;
        }
    }

    private bool Strikes(double rate) => rate > 0 && _random.NextDouble() < rate;

    private static bool Matches(string? pattern, string path) =>
        pattern is null ? !path.StartsWith("/ai/", StringComparison.Ordinal) : Glob.IsMatch(pattern, path);
}

/// <summary>How much of a limit one second has used.</summary>
internal sealed record RateWindow(long Second, int Limit, int Used)
{
    public bool Exceeded => Used > Limit;

    public int Remaining => Math.Max(0, Limit - Used);
}
