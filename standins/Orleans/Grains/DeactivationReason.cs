namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason
{
    /// <summary>A reason without exception.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text)
        : this(code, null, text)
    {
    }

    /// <summary>A reason with the exception that caused it.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>For people.</summary>
    public string Description { get; }

    /// <summary>For programs.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <summary>The cause, if one was thrown.</summary>
    public Exception? Exception { get; }

    public override string ToString()
        => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description}. Exception: {Exception}";
}

/// <summary>Kinds of <see cref="DeactivationReason"/>.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>Not given.</summary>
    None = 0,

    /// <summary>The silo stops.</summary>
    ShuttingDown = 1,

    /// <summary>Constructor, state or <c>OnActivateAsync</c> failed.</summary>
    ActivationFailed = 2,

    /// <summary>The directory could not be asked.</summary>
    DirectoryFailure = 3,

    /// <summary>Unused for longer than the collection age.</summary>
    ActivationIdle = 4,

    /// <summary>It answered too slowly.</summary>
    ActivationUnresponsive = 5,

    /// <summary>Another activation of the key exists.</summary>
    DuplicateActivation = 6,

    /// <summary>A call of an incompatible interface version came.</summary>
    IncompatibleRequest = 7,

    /// <summary>The grain's own failure.</summary>
    ApplicationError = 8,

    /// <summary><c>DeactivateOnIdle</c>.</summary>
    ApplicationRequested = 9,

    /// <summary>It moves to another silo.</summary>
    Migrating = 10,

    /// <summary>The runtime asked for it.</summary>
    RuntimeRequested = 11,

    /// <summary>Memory runs short.</summary>
    HighMemoryPressure = 12,
}
