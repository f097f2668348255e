using System.Collections.Immutable;
using System.Text.Json;
using FleetActors.Http;

namespace FleetActors.OnCall;

/// <summary>
/// Reads the members of one JSON object and notes everything that is wrong with them, each with its path, instead of stopping at the first.
/// A member that cannot be read counts as its default, so that reading goes on; null counts as absent.
/// </summary>
internal sealed class MemberReader
{
    private static readonly JsonElement Nothing = JsonElement.Parse("{}"u8);

    private readonly JsonElement _object;
    private readonly string _prefix;
    private readonly ICollection<OnCallError> _errors;

    /// <param name="path">Where the object stands; empty for the body itself.</param>
    /// <param name="known">All members it may have.</param>
    public MemberReader(JsonElement json, string path, ICollection<OnCallError> errors, params ReadOnlySpan<string> known)
    {
        _object = json;
        _prefix = path.Length == 0 ? "" : path + ".";
        _errors = errors;
        foreach (var member in json.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                errors.Add(new OnCallError(_prefix + member.Name, "is not known"));
            }
        }
    }

    /// <summary>The member <c>id</c>, where there is one, must repeat the id in the address.</summary>
    public void SameId(string id)
    {
        if (Text("id", id) != id)
        {
            Wrong("id", "must be the id in the address, or left out", id);
        }
    }

    /// <summary>A text, trimmed.</summary>
    public string Text(string name, string fallback)
    {
        if (Find(name) is not { } member)
        {
            return fallback;
        }

        return member.ValueKind == JsonValueKind.String ? member.GetString()!.Trim() : Wrong(name, "must be a text", fallback);
    }

    /// <summary>Whether the member is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    /// <summary>A text, trimmed; null when there is none.</summary>
    public string? OptionalText(string name)
    {
        if (Find(name) is not { } member)
        {
            return null;
        }

        return member.ValueKind == JsonValueKind.String ? member.GetString()!.Trim() : Wrong<string?>(name, "must be a text", null);
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool fallback)
    {
        if (Find(name) is not { } member)
        {
            return fallback;
        }

        return member.ValueKind is JsonValueKind.True or JsonValueKind.False ? member.GetBoolean() : Wrong(name, "must be true or false", fallback);
    }

    /// <summary>A number; one that is missing is told too.</summary>
    public double RequiredNumber(string name)
    {
        if (Find(name) is not { } member)
        {
            return Wrong(name, "is missing", double.NaN);
        }

        return Number(name, member);
    }

    /// <summary>A number.</summary>
    public double Number(string name, double fallback) => Find(name) is { } member ? Number(name, member) : fallback;

    /// <summary>A time span: a number of seconds, or a text such as <c>90s</c>, <c>5m</c> or <c>1h30m</c>.</summary>
    public TimeSpan Duration(string name, TimeSpan fallback)
    {
        if (Find(name) is not { ValueKind: JsonValueKind.String } member)
        {
            return Seconds(name, fallback);
        }

        return DurationText.TryParse(member.GetString()!, out var duration)
            ? duration
            : Wrong(name, "must be a number of seconds or a text such as 90s, 5m or 1h30m", fallback);
    }

    /// <summary>An object of its own, with its path; null when there is none.</summary>
    public (JsonElement Json, string Path)? Object(string name) =>
        Find(name) is { } member
            ? (member.ValueKind == JsonValueKind.Object ? member : Wrong(name, "must be an object", Nothing), _prefix + name)
            : null;

    /// <summary>A whole number.</summary>
    public int Whole(string name, int fallback)
    {
        if (Find(name) is not { } member)
        {
            return fallback;
        }

        return member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out var number)
            ? number
            : Wrong(name, "must be a whole number", fallback);
    }

    /// <summary>A time span in seconds; fractions are allowed.</summary>
    public TimeSpan Seconds(string name, TimeSpan fallback)
    {
        // Whatever is longer is out of every range, but still a time span.
        const double Farthest = 1e9;
        if (Find(name) is not { } member)
        {
            return fallback;
        }

        return member.ValueKind == JsonValueKind.Number
            ? TimeSpan.FromSeconds(Math.Clamp(member.GetDouble(), -Farthest, Farthest))
            : Wrong(name, "must be a number of seconds", fallback);
    }

    /// <summary>A list of texts, trimmed; an element that is no text is told and counts as an empty one.</summary>
    public ImmutableArray<string> Texts(string name) =>
        [.. Elements(name).Select((element, i) =>
            element.ValueKind == JsonValueKind.String ? element.GetString()!.Trim() : Wrong($"{name}[{i}]", "must be a text", ""))];

    /// <summary>A list of objects, each with its path; an element that is no object is told and counts as an empty one.</summary>
    public ImmutableArray<(JsonElement Json, string Path)> Objects(string name) =>
        [.. Elements(name).Select((element, i) =>
        {
            var place = $"{name}[{i}]";
            return (element.ValueKind == JsonValueKind.Object ? element : Wrong(place, "must be an object", Nothing), _prefix + place);
        })];

    private double Number(string name, JsonElement member) =>
        member.ValueKind == JsonValueKind.Number && member.TryGetDouble(out var number) && double.IsFinite(number)
            ? number
            : Wrong(name, "must be a finite number", double.NaN);

    private IEnumerable<JsonElement> Elements(string name) =>
        Find(name) is not { } member ? []
        : member.ValueKind == JsonValueKind.Array ? member.EnumerateArray()
        : Wrong<IEnumerable<JsonElement>>(name, "must be a list", []);

    private JsonElement? Find(string name) =>
        _object.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null ? member : null;

    private T Wrong<T>(string name, string message, T fallback)
    {
        _errors.Add(new OnCallError(_prefix + name, message));
        return fallback;
    }
}
