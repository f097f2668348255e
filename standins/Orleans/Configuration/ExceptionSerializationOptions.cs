namespace Orleans.Serialization;

/// <summary>Which exceptions cross from one process to another with their type. Here nothing leaves the process and all of them do.</summary>
public sealed class ExceptionSerializationOptions
{
    /// <summary>Beginnings of the namespaces whose exceptions may.</summary>
    public HashSet<string> SupportedNamespacePrefixes { get; } = new(StringComparer.Ordinal) { "Microsoft", "System", "Azure" };

    /// <summary>Says of a type in another namespace whether it may. Default: none.</summary>
    public Func<Type, bool> SupportedExceptionTypeFilter { get; set; } = static _ => false;
}
