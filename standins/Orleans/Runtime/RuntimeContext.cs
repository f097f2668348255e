namespace Orleans.Runtime;

/// <summary>The activation whose code is running.</summary>
internal static class RuntimeContext
{
    public static IGrainContext? Current => TurnThread.Current.Activation;

    /// <summary>State and reminders of a grain may only be touched by its own code.</summary>
    public static void Require()
    {
        if (Current is null)
        {
            throw new InvalidOperationException(
                "Attempted to access grain from a non-grain context, such as a background thread, which is invalid. "
                + "Ensure that you are only accessing grain functionality from within the context of a grain.");
        }
    }
}

internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => RuntimeContext.Current!;
}
