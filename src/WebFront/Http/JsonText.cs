using System.Text.Json;

namespace FleetActors.Http;

/// <summary>Reads text tokens so that everything wrong with them is a <see cref="JsonException"/>.</summary>
internal static class JsonText
{
    /// <summary>The text of a string or property name.</summary>
    /// <exception cref="JsonException">It holds half of a surrogate pair, which the tokenizer lets pass.</exception>
    public static string Read(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException unpaired)
        {
            throw new JsonException("A text holds half of a surrogate pair or is not UTF-8.", unpaired);
        }
    }

    /// <summary>Throws as <see cref="Read"/> does, without keeping the text. Cheap when the token has no escapes; the bytes must be valid UTF-8.</summary>
    public static void Check(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && reader.ValueIsEscaped)
        {
            Read(ref reader);
        }
    }
}
