namespace Orleans.Runtime;

/// <summary>Stages of an activation's life, in order.</summary>
internal enum ActivationState : byte
{
    /// <summary>Made; nothing has run yet.</summary>
    Creating,

    /// <summary>Constructor, state and <c>OnActivateAsync</c> run.</summary>
    Activating,

    /// <summary>Takes calls.</summary>
    Valid,

    /// <summary>Takes no further calls; those in progress end, then <c>OnDeactivateAsync</c> runs.</summary>
    Deactivating,

    /// <summary>Gone.</summary>
    Invalid,
}
