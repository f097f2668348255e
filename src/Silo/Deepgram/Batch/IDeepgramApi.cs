using System.Text.Json;
using Refit;

namespace FleetActors.Deepgram.Batch;

/// <summary>Deepgram's transcription of whole recordings. The answer is read by hand, and leniently.</summary>
internal interface IDeepgramApi
{
    /// <param name="recording">The file's bytes, with their content type.</param>
    [Post("/v1/listen")]
    Task<IApiResponse<JsonElement>> ListenAsync(
        [Body] HttpContent recording,
        string model,
        string language,
        string punctuate,
        [AliasAs("smart_format")] string smartFormat,
        string utterances,
        [Query(CollectionFormat.Multi)] string[]? keywords,
        [Query(CollectionFormat.Multi)] string[]? keyterm,
        CancellationToken cancellationToken);
}
