using System.Text.Json;

namespace FleetActors.Inference;

/// <summary>POST /ai/openai/chat/completions.</summary>
/// <param name="ResponseFormat">Null where a schema is given: the two are two ways to bind the same answer, and engines refuse both at once.</param>
/// <param name="EnableThinking">True by default at Telnyx; thinking eats the tokens and the time of the answer.</param>
/// <param name="GuidedJson">The schema the answer must keep; Telnyx's own member, the OpenAI form has none.</param>
internal sealed record ChatRequest(
    string Model,
    ChatMessage[] Messages,
    int MaxTokens,
    double Temperature,
    ChatFormat? ResponseFormat,
    bool EnableThinking,
    JsonElement? GuidedJson = null);

/// <param name="Role"><c>system</c> or <c>user</c>.</param>
internal sealed record ChatMessage(string Role, string Content);

/// <param name="Type"><c>json_object</c>: there is no schema type.</param>
internal sealed record ChatFormat(string Type);
