using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Runtime;

/// <summary>Finds grain classes: in every loaded assembly, and in those that loaded ones refer to, which use this assembly.</summary>
internal static class GrainAssemblies
{
    private static readonly string Own = typeof(GrainAssemblies).Assembly.GetName().Name!;

    private static readonly ConditionalWeakTable<Assembly, Type[]> Classes = [];

    /// <summary>All grain classes of the process so far; more may be found after more assemblies are loaded.</summary>
    public static IReadOnlyList<Type> FindGrainClasses()
    {
        var found = new List<Type>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var open = new Queue<Assembly>(AppDomain.CurrentDomain.GetAssemblies().Where(assembly => !assembly.IsDynamic));
        while (open.TryDequeue(out var assembly))
        {
            if (!seen.Add(assembly.FullName!) || IsFramework(assembly.GetName().Name))
            {
                continue;
            }

            foreach (var reference in assembly.GetReferencedAssemblies().Where(name => !IsFramework(name.Name) && !seen.Contains(name.FullName)))
            {
                if (TryLoad(reference) is { } referenced)
                {
                    open.Enqueue(referenced);
                }
            }

            found.AddRange(Classes.GetValue(assembly, static key => ClassesOf(key)));
        }

        return found;
    }

    private static bool IsFramework(string? name)
        => name is null || name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("Microsoft.", StringComparison.Ordinal)
            || name is "System" or "netstandard" or "mscorlib";

    private static Assembly? TryLoad(AssemblyName name)
    {
        try
        {
            return Assembly.Load(name);
        }
        catch (Exception exception) when (exception is FileNotFoundException or FileLoadException or BadImageFormatException)
        {
            // Left out of this deployment; whoever needs it will say so.
            return null;
        }
    }

    private static Type[] ClassesOf(Assembly assembly)
        => assembly.GetReferencedAssemblies().Any(name => name.Name == Own) ? [.. LoadableTypes(assembly).Where(IsGrainClass)] : [];

    private static Type[] LoadableTypes(Assembly assembly)
    {
        try
        {
            return assembly.GetTypes();
        }
        catch (ReflectionTypeLoadException exception)
        {
            return [.. exception.Types.OfType<Type>()];
        }
    }

    private static bool IsGrainClass(Type type)
        => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
            && typeof(IGrainBase).IsAssignableFrom(type)
            && typeof(IGrain).IsAssignableFrom(type);
}
