namespace Orleans.Runtime;

/// <summary>Values that travel with calls from caller to grain and on to the grains it calls; never back.</summary>
public static class RequestContext
{
    internal const string ReentrancyKey = "#CCR";

    // Never changed in place: messages and async flows share the dictionary.
    private static readonly AsyncLocal<Dictionary<string, object>?> Flow = new();

    /// <summary>Names of the values.</summary>
    public static IEnumerable<string> Keys => Flow.Value?.Keys ?? Enumerable.Empty<string>();

    /// <summary>Names and values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => Flow.Value ?? Enumerable.Empty<KeyValuePair<string, object>>();

    /// <summary>Identity of the call chain that may re-enter its grains; empty when none may.</summary>
    public static Guid ReentrancyId
    {
        get => Get(ReentrancyKey) is Guid id ? id : Guid.Empty;
        set
        {
            if (value == Guid.Empty)
            {
                Remove(ReentrancyKey);
            }
            else
            {
                Set(ReentrancyKey, value);
            }
        }
    }

    internal static Dictionary<string, object>? Current
    {
        get => Flow.Value;
        set => Flow.Value = value;
    }

    /// <summary>The value, or null.</summary>
    public static object? Get(string key) => Flow.Value is { } values && values.TryGetValue(key, out var value) ? value : null;

    /// <summary>Sets a value for this flow and the calls it makes from now on.</summary>
    public static void Set(string key, object value)
    {
        var values = Flow.Value is { } old ? new Dictionary<string, object>(old) : new Dictionary<string, object>(1);
        values[key] = value;
        Flow.Value = values;
    }

    /// <summary>Removes a value from this flow; false if there was none.</summary>
    public static bool Remove(string key)
    {
        if (Flow.Value is not { } old || !old.ContainsKey(key))
        {
            return false;
        }

        var values = new Dictionary<string, object>(old);
        values.Remove(key);
        Flow.Value = values.Count == 0 ? null : values;
        return true;
    }

    /// <summary>Removes all values from this flow.</summary>
    public static void Clear()
    {
        if (Flow.Value is not null)
        {
            Flow.Value = null;
        }
    }

    /// <summary>Until disposed, grains called from here may call back into this activation without waiting for this turn to end.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var original = ReentrancyId;
        return new ReentrancySection(original, original == Guid.Empty ? Guid.NewGuid() : original);
    }

    /// <summary>Until disposed, calls made from here may not re-enter.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>A stretch of code with its own answer to re-entering.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _originalReentrancyId;
        private readonly Guid _newReentrancyId;

        /// <summary>Begins the stretch.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _originalReentrancyId = originalReentrancyId;
            _newReentrancyId = newReentrancyId;
            if (newReentrancyId != originalReentrancyId)
            {
                ReentrancyId = newReentrancyId;
            }

            if (newReentrancyId != Guid.Empty)
            {
                (RuntimeContext.Current as Activation)?.EnterReentrantSection(newReentrancyId);
            }
        }

        /// <summary>Ends the stretch.</summary>
        public void Dispose()
        {
            if (_newReentrancyId != Guid.Empty)
            {
                (RuntimeContext.Current as Activation)?.ExitReentrantSection(_newReentrancyId);
            }

            if (_newReentrancyId != _originalReentrancyId)
            {
                ReentrancyId = _originalReentrancyId;
            }
        }
    }
}
