using System.Collections.Concurrent;
using System.Reflection;
using Orleans.Metadata;

namespace Orleans.Runtime;

/// <summary>Which grain class serves which interface, for one engine.</summary>
internal sealed class GrainClassMap(Engine engine)
{
    private const string GrainSuffix = "grain";

    private readonly ConcurrentDictionary<Type, GrainClass> _byInterface = new();

    private readonly ConcurrentDictionary<(Type Interface, string Prefix), GrainClass> _byPrefix = new();

    private readonly ConcurrentDictionary<GrainType, GrainClass> _byName = new();

    private readonly Lock _lock = new();

    private List<(Type Type, GrainType Name)> _classes = [];

    /// <summary>The classes that were called so far.</summary>
    public IEnumerable<GrainClass> Used => _byName.Select(pair => pair.Value);

    /// <summary>The class that serves an interface.</summary>
    /// <exception cref="ArgumentException">None or several do.</exception>
    public GrainClass Find(Type interfaceType, string? prefix)
    {
        if (prefix is not null)
        {
            return _byPrefix.GetOrAdd((interfaceType, prefix), static (key, self) => self.Choose(key.Interface, key.Prefix), this);
        }

        return _byInterface.TryGetValue(interfaceType, out var found)
            ? found
            : _byInterface.GetOrAdd(interfaceType, static (key, self) => self.Choose(key, null), this);
    }

    /// <summary>The class of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public GrainClass Find(GrainType name)
        => _byName.TryGetValue(name, out var found)
            ? found
            : Use(Search(entry => entry.Name == name) is [var entry, ..] ? entry : throw new ArgumentException($"Could not find a grain class of type {name}."));

    /// <summary>The name of a class.</summary>
    public static GrainType NameOf(Type type)
    {
        if (type.GetCustomAttribute<GrainTypeAttribute>() is { } attribute)
        {
            return attribute.GetGrainType(null!, type);
        }

#pragma warning disable CA1308 // Lower case is what is stored.
        var name = type.Name.ToLowerInvariant();
#pragma warning restore CA1308
        return GrainType.Create(
            name.Length > GrainSuffix.Length && name.EndsWith(GrainSuffix, StringComparison.Ordinal) ? name[..^GrainSuffix.Length] : name);
    }

    /// <summary>All classes whose type meets a condition.</summary>
    public IEnumerable<GrainClass> Where(Func<Type, bool> condition) => Search(entry => condition(entry.Type)).Select(Use);

    private GrainClass Choose(Type interfaceType, string? prefix)
    {
        var candidates = Search(entry => interfaceType.IsAssignableFrom(entry.Type));
        if (prefix is not null)
        {
            candidates = [.. candidates.Where(entry => entry.Type.FullName!.StartsWith(prefix, StringComparison.Ordinal))];
        }

        if (candidates.Count > 1)
        {
            candidates = Narrow(interfaceType, candidates);
        }

        return candidates switch
        {
            [var only] => Use(only),
            [] => throw new ArgumentException($"Could not find an implementation for interface {interfaceType}."),
            _ => throw new ArgumentException(
                $"Unable to identify a single appropriate grain type for interface {interfaceType}. Candidates: {string.Join(", ", candidates.Select(entry => entry.Type))}"),
        };
    }

    private static List<(Type Type, GrainType Name)> Narrow(Type interfaceType, List<(Type Type, GrainType Name)> candidates)
    {
        if (interfaceType.GetCustomAttribute<DefaultGrainTypeAttribute>() is { } chosen)
        {
            return [.. candidates.Where(entry => entry.Name == GrainType.Create(chosen.GrainType))];
        }

        // IThing is served by Thing when several classes could.
        var byConvention = candidates.Where(entry => string.Equals(interfaceType.Name, "I" + entry.Type.Name, StringComparison.Ordinal)).ToList();
        return byConvention.Count == 1 ? byConvention : candidates;
    }

    private GrainClass Use((Type Type, GrainType Name) entry)
    {
        lock (_lock)
        {
            if (!_byName.TryGetValue(entry.Name, out var used))
            {
                return _byName[entry.Name] = new GrainClass(engine, entry.Type, entry.Name);
            }

            return used.Type == entry.Type
                ? used
                : throw new InvalidOperationException(
                    $"Grain classes {used.Type} and {entry.Type} are both named \"{entry.Name}\" in stored identities: give one a [GrainType].");
        }
    }

    private List<(Type Type, GrainType Name)> Search(Func<(Type Type, GrainType Name), bool> condition)
    {
        var found = Volatile.Read(ref _classes).Where(condition).ToList();
        if (found.Count > 0)
        {
            return found;
        }

        // Assemblies may have been loaded since the last look.
        var classes = GrainAssemblies.FindGrainClasses().Select(type => (type, NameOf(type))).ToList();
        Volatile.Write(ref _classes, classes);
        return [.. classes.Where(condition)];
    }
}
