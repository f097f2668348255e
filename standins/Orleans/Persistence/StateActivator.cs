using System.Reflection;
using System.Runtime.CompilerServices;

namespace Orleans.Storage;

/// <summary>
/// Makes the value a state has when nothing is stored: by the constructor without parameters if there is one, else with every field
/// at its default, as the real packages do.
/// </summary>
internal static class StateActivator<T>
{
    private static readonly Func<T> Factory = Choose();

    public static T Create() => Factory();

    private static Func<T> Choose()
    {
        var type = typeof(T);
        if (type.IsValueType || type == typeof(string))
        {
            return static () => default!;
        }

        var constructor = type.IsAbstract
            ? null
            : type.GetConstructor(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic, Type.EmptyTypes);
        if (constructor is not null)
        {
            return static () => (T)Activator.CreateInstance(typeof(T), nonPublic: true)!;
        }

        return type.IsAbstract || type.IsArray
            ? static () => default!
            : static () => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
    }
}
