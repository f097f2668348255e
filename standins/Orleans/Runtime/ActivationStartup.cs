namespace Orleans.Runtime;

/// <summary>Constructs grain objects and notes the states they take, which are read before the grain is activated.</summary>
internal static class ActivationStartup
{
    [ThreadStatic]
    private static Activation? constructing;

    [ThreadStatic]
    private static List<ILifecycleObserver>? states;

    /// <summary>Makes the grain object; gives its states, or null for none.</summary>
    public static List<ILifecycleObserver>? Construct(Activation activation, out object? instance)
    {
        constructing = activation;
        states = null;
        try
        {
            instance = activation.Class.Constructor(activation);
            return states;
        }
        finally
        {
            constructing = null;
            states = null;
        }
    }

    /// <summary>Has the state read when the activation starts. False: the activation is not being constructed on this thread.</summary>
    public static bool TryAddState(IGrainContext context, ILifecycleObserver state)
    {
        if (!ReferenceEquals(context, constructing))
        {
            return false;
        }

        (states ??= []).Add(state);
        return true;
    }
}
