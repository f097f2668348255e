using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace FleetActors.Http;

/// <summary>How JSON looks on the wire: snake_case names, enums as snake_case words, at most 32 levels deep.</summary>
internal static class FrontJson
{
    /// <summary>Deeper documents are refused as unreadable.</summary>
    public const int MaxDepth = 32;

    /// <summary>For reading request bodies by hand with the same limits as bound ones.</summary>
    public static JsonReaderOptions Reader { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>For reading request bodies into a document.</summary>
    public static JsonDocumentOptions Document { get; } = new() { MaxDepth = MaxDepth };

    /// <summary>Applies the conventions; source-generated contexts are asked first, in the order of registration.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.MaxDepth = MaxDepth;
        // Only characters that matter inside HTML are escaped by default; every answer is sent as JSON with nosniff.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcInstantConverter());
        options.TypeInfoResolverChain.Insert(0, FrontJsonContext.Default);
    }
}
