using System.Text.Json;

namespace FleetActors.Sandbox;

/// <summary>
/// Reads a command's JSON object field by field and collects everything that is wrong, so that one refusal names it all.
/// A field that is absent or null has its default. Fields that the API does not know are ignored.
/// </summary>
internal sealed class RequestFields(JsonElement body)
{
    private readonly List<TelnyxError> _errors = [];

    /// <summary>The refusal owed for what was read so far; null when nothing is wrong.</summary>
    public TelnyxReply? Refusal => _errors.Count == 0 ? null : TelnyxReply.Refuse(422, _errors);

    public IReadOnlyList<TelnyxError> Errors => _errors;

    public void Refuse(TelnyxError error) => _errors.Add(error);

    public bool Has(string name) => Find(name) is not null;

    /// <summary>The field as it came; null when absent or null.</summary>
    public JsonElement? Find(string name) =>
        body.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;

    public string? Text(string name, int longest = int.MaxValue)
    {
        if (Find(name) is not { } value)
        {
            return null;
        }

        if (value.ValueKind != JsonValueKind.String)
        {
            Refuse(TelnyxError.WrongType(name, "a string"));
            return null;
        }

        var text = value.GetString()!;
        if (text.Length > longest)
        {
            Refuse(TelnyxError.TooLong(name, 1, longest));
        }

        return text;
    }

    /// <summary>An array of strings; empty when absent.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (Find(name) is not { } value)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(static item => item.ValueKind != JsonValueKind.String))
        {
            Refuse(TelnyxError.WrongType(name, "an array of strings"));
            return [];
        }

        return [.. value.EnumerateArray().Select(static item => item.GetString()!)];
    }

    /// <summary>A field that must be there and not blank; empty after a refusal.</summary>
    public string Required(string name, int longest = int.MaxValue)
    {
        var errors = _errors.Count;
        var text = Text(name, longest);
        if (string.IsNullOrWhiteSpace(text) && _errors.Count == errors)
        {
            Refuse(TelnyxError.Missing(name));
        }

        return text ?? "";
    }

    public bool Flag(string name, bool absent = false)
    {
        switch (Find(name)?.ValueKind)
        {
            case null:
                return absent;
            case JsonValueKind.True:
                return true;
            case JsonValueKind.False:
                return false;
            default:
                Refuse(TelnyxError.WrongType(name, "a boolean"));
                return absent;
        }
    }

    public int Number(string name, int from, int to, int absent)
    {
        if (Find(name) is not { } value)
        {
            return absent;
        }

        if (value.ValueKind != JsonValueKind.Number || !value.TryGetInt64(out var number))
        {
            Refuse(TelnyxError.WrongType(name, "an integer"));
            return absent;
        }

        if (number < from || number > to)
        {
            Refuse(TelnyxError.OutOfRange(name, from, to));
            return absent;
        }

        return (int)number;
    }

    public string? Choice(string name, string? absent, params string[] values)
    {
        var text = Text(name);
        if (text is not null && !values.Contains(text))
        {
            Refuse(TelnyxError.NotOneOf(name, values));
        }

        return text ?? absent;
    }

    /// <inheritdoc cref="Required"/>
    public string RequiredChoice(string name, params string[] values)
    {
        var text = Required(name);
        if (text.Length > 0 && !values.Contains(text))
        {
            Refuse(TelnyxError.NotOneOf(name, values));
        }

        return text;
    }

    /// <summary>The client state, still base64; null when absent.</summary>
    public string? ClientState(string name = "client_state")
    {
        var text = Text(name);
        if (text is not null && !Convert.TryFromBase64String(text, new byte[(text.Length / 4 * 3) + 3], out _))
        {
            Refuse(TelnyxError.BadClientState(name));
        }

        return text;
    }

    public string? HttpUrl(string name)
    {
        var text = Text(name);
        if (text is not null && !WebhookAddress.IsValid(text))
        {
            Refuse(TelnyxError.BadUrl(name));
        }

        return text;
    }
}
