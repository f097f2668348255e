using System.Text.Json;
using Refit;

namespace FleetActors.Inference;

/// <summary>Telnyx's inference, in the OpenAI form. The answer is read by hand: its shape is promised by nobody.</summary>
internal interface ITelnyxInference
{
    [Post("/ai/openai/chat/completions")]
    Task<IApiResponse<JsonElement>> CompleteAsync([Body] ChatRequest request, CancellationToken cancellationToken);
}
