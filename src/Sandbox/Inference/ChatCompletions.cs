using System.Text.Json;
using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>The two inference paths: reads a chat request and answers as OpenAI's API does.</summary>
internal static class ChatCompletions
{
    private const string DefaultModel = "meta-llama/Meta-Llama-3.1-8B-Instruct";

    /// <summary>The answer to a request, good or bad as the faults say.</summary>
    public static TelnyxReply Answer(JsonElement body, InferenceFaults faults, DateTimeOffset now)
    {
        if (faults.Mode == InferenceMode.Fail)
        {
            return TelnyxReply.Refuse(faults.Status, new TelnyxError("10007", "Unexpected error", "The model could not be run."));
        }

        if (Problem(body) is { } problem)
        {
            return new TelnyxReply(422, SandboxJson.Bytes(new JsonObject { ["detail"] = new JsonArray(problem) }));
        }

        var prompt = LastUserText(body.GetProperty("messages"));
        var answer = TriageRules.Asks(prompt) ? TriageRules.Triage(prompt) : SeverityRules.Classify(prompt);
        var content = Shape(answer.ToJsonString(SandboxJson.Options), faults.Mode);
        return TelnyxReply.Ok(new JsonObject
        {
            ["id"] = "chatcmpl-" + Guid.NewGuid().ToString("N"),
            ["object"] = "chat.completion",
            ["created"] = now.ToUnixTimeSeconds(),
            ["model"] = body.TryGetProperty("model", out var model) && model.ValueKind == JsonValueKind.String ? model.GetString() : DefaultModel,
            ["choices"] = new JsonArray(new JsonObject
            {
                ["index"] = 0,
                ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = content },
                ["finish_reason"] = faults.Mode == InferenceMode.Truncated ? "length" : "stop",
            }),
            ["usage"] = Usage(prompt, content),
        });
    }

    private static string Shape(string json, InferenceMode mode) => mode switch
    {
        InferenceMode.Fenced => $"```json\n{json}\n```",
        InferenceMode.Truncated => json[..(json.Length / 2)],
        InferenceMode.Array => $"[{json}]",
        InferenceMode.Text => "This alert looks serious and somebody should have a look.",
        InferenceMode.Thinking => $"<think>The data names a limit {{\"severity\": unclear}}; compare it with the value.</think>\n{json}",
        _ => json,
    };

    private static JsonObject? Problem(JsonElement body)
    {
        if (!body.TryGetProperty("messages", out var messages))
        {
            return Detail("missing", "Field required", "messages");
        }

        if (messages.ValueKind != JsonValueKind.Array || messages.GetArrayLength() == 0)
        {
            return Detail("list_type", "Input should be a valid, non-empty list", "messages");
        }

        var index = 0;
        foreach (var message in messages.EnumerateArray())
        {
            if (message.ValueKind != JsonValueKind.Object
                || !message.TryGetProperty("role", out var role)
                || role.ValueKind != JsonValueKind.String
                || role.GetString() is not ("system" or "user" or "assistant" or "tool"))
            {
                return Detail("literal_error", "Input should be 'system', 'user', 'assistant' or 'tool'", "messages", index, "role");
            }

            if (!message.TryGetProperty("content", out var content) || content.ValueKind is not (JsonValueKind.String or JsonValueKind.Array))
            {
                return Detail("missing", "Field required", "messages", index, "content");
            }

            index++;
        }

        return body.TryGetProperty("stream", out var stream) && stream.ValueKind == JsonValueKind.True
            ? Detail("value_error", "The sandbox does not stream", "stream")
            : null;
    }

    private static JsonObject Detail(string type, string message, params JsonNode[] location) => new()
    {
        ["type"] = type,
        ["loc"] = new JsonArray([.. location.Prepend("body")]),
        ["msg"] = message,
    };

    private static string LastUserText(JsonElement messages)
    {
        var content = messages.EnumerateArray().LastOrDefault(static message => message.GetProperty("role").GetString() == "user");
        return content.ValueKind == JsonValueKind.Undefined ? "" : Text(content.GetProperty("content"));
    }

    // Content is a string or a list of parts of which the text ones count.
    private static string Text(JsonElement content) => content.ValueKind == JsonValueKind.String
        ? content.GetString()!
        : string.Join('\n', content.EnumerateArray()
            .Where(static part => part.ValueKind == JsonValueKind.Object
                && part.TryGetProperty("text", out var text)
                && text.ValueKind == JsonValueKind.String)
            .Select(static part => part.GetProperty("text").GetString()));

    private static JsonObject Usage(string prompt, string content)
    {
        var (input, output) = (Tokens(prompt), Tokens(content));
        return new JsonObject { ["prompt_tokens"] = input, ["completion_tokens"] = output, ["total_tokens"] = input + output };
    }

    // About four characters to a token.
    private static int Tokens(string text) => (text.Length + 3) / 4;
}
