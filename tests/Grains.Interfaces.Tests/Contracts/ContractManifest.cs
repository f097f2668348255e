using System.Reflection;
using System.Text.RegularExpressions;

namespace FleetActors.Contracts;

/// <summary>
/// What two releases in one cluster must agree on, as lines of text: each grain interface with its methods, each type with its numbered members, each enum
/// with its numbers. What a line says of one thing is after a <c>:</c>; what identifies it is before.
/// </summary>
internal sealed partial class ContractManifest
{
    /// <summary>A member that is gone. Its number stays in the file, so that nothing else ever gets it.</summary>
    private const string Retired = "retired";

    private readonly SortedDictionary<string, string> _lines = new(StringComparer.Ordinal);
    private readonly HashSet<Type> _seen = [];

    private ContractManifest()
    {
    }

    public static ContractManifest Of(IEnumerable<Type> grainInterfaces, IEnumerable<Type> types)
    {
        var manifest = new ContractManifest();
        foreach (var grain in grainInterfaces)
        {
            manifest.AddInterface(grain);
        }

        foreach (var type in types)
        {
            manifest.AddType(type);
        }

        return manifest;
    }

    public static ContractManifest Parse(string text)
    {
        var manifest = new ContractManifest();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Where(static line => line[0] != '#'))
        {
            var colon = line.IndexOf(": ", StringComparison.Ordinal);
            manifest._lines.Add(line[..colon], line[(colon + 2)..]);
        }

        return manifest;
    }

    /// <summary>What an older release would stumble over: in words, one line each.</summary>
    public IReadOnlyList<string> BrokenBy(ContractManifest now) =>
    [
        .. from line in _lines
           let found = now._lines.GetValueOrDefault(line.Key)
           let broken = Broken(line.Value, found)
           where broken is not null
           select $"{line.Key}: {broken}",
    ];

    /// <summary>Lines that are only there now.</summary>
    public IReadOnlyList<string> AddedBy(ContractManifest now) =>
        [.. now._lines.Where(line => !_lines.ContainsKey(line.Key)).Select(static line => $"{line.Key}: {line.Value}")];

    /// <summary>This, with what another one has more.</summary>
    public ContractManifest With(ContractManifest more)
    {
        var both = new ContractManifest();
        foreach (var (key, value) in _lines.Concat(more._lines))
        {
            both._lines.TryAdd(key, value);
        }

        return both;
    }

    public override string ToString() => string.Concat(_lines.Select(static line => $"{line.Key}: {line.Value}\n"));

    private static string? Broken(string before, string? now) => (before, now) switch
    {
        (Retired, null) => null,
        (Retired, _) => $"this number belonged to something else, and older releases still have that; now it is '{now}'. Take a new number",
        (_, null) => $"'{before}' is gone. Older releases still send or call it: leave it for a release, then write '{Retired}' in its place here",
        _ when before == now => null,
        _ => $"was '{before}', is '{now}'. Older releases go on with the first: leave it and add the new one beside it",
    };

    private void AddInterface(Type type)
    {
        var name = $"grain {Alias(type)}";
        _lines.Add(name, Key(type));
        foreach (var method in type.GetMethods().Where(static method => !method.IsStatic))
        {
            var parameters = method.GetParameters().Where(static parameter => parameter.ParameterType != typeof(CancellationToken));
            _lines.Add($"{name} {Alias(method)}", $"({string.Join(", ", parameters.Select(parameter => Name(parameter.ParameterType)))}) -> {Answer(method.ReturnType)}");
        }
    }

    private void AddType(Type type)
    {
        if (!_seen.Add(type))
        {
            return;
        }

        var name = $"type {Alias(type)}";
        var kind = type.IsValueType ? "struct" : type.IsAbstract ? "family" : "class";
        var parent = type.BaseType is { } known && known.GetCustomAttribute<AliasAttribute>(inherit: false) is not null ? $" of {Alias(known)}" : string.Empty;
        _lines.Add(name, kind + parent);
        foreach (var (member, memberType) in Members(type))
        {
            if (member.GetCustomAttribute<IdAttribute>(inherit: false) is { } id)
            {
                _lines.Add($"{name} {id.Id:D2}", $"{member.Name} {Name(memberType)}");
            }
        }
    }

    private void AddEnum(Type type)
    {
        if (!_seen.Add(type))
        {
            return;
        }

        var name = $"enum {type.Namespace}.{type.Name}";
        _lines.Add(name, Enum.GetUnderlyingType(type).Name);
        foreach (var word in Enum.GetNames(type))
        {
            _lines.Add($"{name} {Convert.ToInt64(Enum.Parse(type, word), System.Globalization.CultureInfo.InvariantCulture):D2}", word);
        }
    }

    private static IEnumerable<(MemberInfo Member, Type Type)> Members(Type type)
    {
        const BindingFlags Own = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.GetProperties(Own).Select(static property => ((MemberInfo)property, property.PropertyType))
            .Concat(type.GetFields(Own).Select(static field => ((MemberInfo)field, field.FieldType)));
    }

    /// <summary>As it travels: our own types by their alias.</summary>
    private string Name(Type type)
    {
        if (type.IsEnum)
        {
            AddEnum(type);
            return $"{type.Namespace}.{type.Name}";
        }

        if (type.IsGenericType)
        {
            return $"{Arity().Replace(type.Name, string.Empty)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
        }

        return type.IsArray ? $"{Name(type.GetElementType()!)}[]"
            : type.GetCustomAttribute<AliasAttribute>(inherit: false) is { } alias ? alias.Alias
            : type.Name;
    }

    /// <summary>Which kind of task a method gives is between a caller and its own process: neither the request nor the answer says it.</summary>
    private string Answer(Type type)
    {
        const string Value = "Value";
        var name = Name(type);
        return name.StartsWith(Value + nameof(Task), StringComparison.Ordinal) ? name[Value.Length..] : name;
    }

    private static string Alias(MemberInfo member) => member.GetCustomAttribute<AliasAttribute>(inherit: false)?.Alias ?? $"(no alias) {member.Name}";

    private static string Key(Type type) =>
        type.GetInterfaces().Where(static parent => parent.Name.StartsWith("IGrainWith", StringComparison.Ordinal)).Select(static parent => parent.Name).FirstOrDefault("no key");

    [GeneratedRegex("`[0-9]+$")]
    private static partial Regex Arity();
}
