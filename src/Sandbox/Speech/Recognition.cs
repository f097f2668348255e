using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>What a client asked of a stream.</summary>
/// <param name="Endpointing">Silence that ends a phrase, in seconds.</param>
/// <param name="UtteranceEnd">Silence that ends an utterance, in seconds; null for no such messages.</param>
internal sealed record RecognitionSettings(bool Interim, double Endpointing, double? UtteranceEnd, string Model);

/// <summary>Turns what a listener hears into Deepgram's messages: partial words, final words at pauses, and the end of utterances.</summary>
internal sealed class Recognition(Listener listener, RecognitionSettings settings)
{
    private const double InterimEvery = 0.5;
    private const double LongestPhrase = 5;
    private const double SilenceEvery = 3;
    private const double Confidence = 0.97;

    private int _told;
    private int _shown;
    private double _from;
    private double _lastInterim;
    private bool _uttering;

    public string RequestId { get; } = Identifiers.NewId();

    /// <summary>Messages that are due now.</summary>
    public IEnumerable<JsonObject> Due()
    {
        var (now, words) = (listener.Now, listener.Words);
        if (words.Count > _told)
        {
            _uttering = true;
            var pause = now - Math.Max(words[^1].End, listener.LastLoud);
            if (pause >= settings.Endpointing || now - _from >= LongestPhrase)
            {
                yield return Final(speechFinal: pause >= settings.Endpointing);
            }
            else if (settings.Interim && words.Count > _shown && now - _lastInterim >= InterimEvery)
            {
                (_shown, _lastInterim) = (words.Count, now);
                yield return Results(isFinal: false, speechFinal: false, fromFinalize: false);
            }
        }
        else if (now - _from >= SilenceEvery)
        {
            yield return Final(speechFinal: false);
        }

        if (_uttering && words.Count == _told && words.Count > 0 && settings.UtteranceEnd is { } end && now - words[^1].End >= end)
        {
            _uttering = false;
            yield return new JsonObject { ["type"] = "UtteranceEnd", ["channel"] = new JsonArray(0, 1), ["last_word_end"] = Math.Round(words[^1].End, 3) };
        }
    }

    /// <summary>Everything that is pending, as final words; null when nothing is.</summary>
    public JsonObject? Flush(bool fromFinalize) => listener.Now > _from || listener.Words.Count > _told ? Final(speechFinal: false, fromFinalize) : null;

    public JsonObject Metadata() => new()
    {
        ["type"] = "Metadata",
        ["transaction_key"] = "deprecated",
        ["request_id"] = RequestId,
        ["sha256"] = "",
        ["created"] = "",
        ["duration"] = Math.Round(listener.Now, 3),
        ["channels"] = 1,
    };

    private JsonObject Final(bool speechFinal, bool fromFinalize = false)
    {
        var results = Results(isFinal: true, speechFinal, fromFinalize);
        (_told, _shown, _from, _lastInterim) = (listener.Words.Count, listener.Words.Count, listener.Now, listener.Now);
        return results;
    }

    private JsonObject Results(bool isFinal, bool speechFinal, bool fromFinalize)
    {
        var words = listener.Words.Skip(_told).ToList();
        var results = new JsonObject
        {
            ["type"] = "Results",
            ["channel_index"] = new JsonArray(0, 1),
            ["duration"] = Math.Round(listener.Now - _from, 6),
            ["start"] = Math.Round(_from, 6),
            ["is_final"] = isFinal,
            ["speech_final"] = speechFinal,
            ["channel"] = new JsonObject { ["alternatives"] = new JsonArray(Alternative(words)) },
            ["metadata"] = new JsonObject
            {
                ["request_id"] = RequestId,
                ["model_uuid"] = RequestId,
                ["model_info"] = new JsonObject { ["name"] = settings.Model, ["version"] = "sandbox", ["arch"] = "sandbox" },
            },
        };
        if (fromFinalize)
        {
            results["from_finalize"] = true;
        }

        return results;
    }

    /// <summary>Words as an alternative of a transcription.</summary>
    public static JsonObject Alternative(IReadOnlyCollection<SpokenWord> words) => new()
    {
        ["transcript"] = string.Join(' ', words.Select(static word => word.Text)),
        ["confidence"] = words.Count == 0 ? 0 : Confidence,
        ["words"] = new JsonArray([.. words.Select(static word => new JsonObject
        {
            ["word"] = word.Text.Trim('.', ',', '!', '?').ToLowerInvariant(),
            ["start"] = Math.Round(word.Start, 3),
            ["end"] = Math.Round(word.End, 3),
            ["confidence"] = Confidence,
            ["punctuated_word"] = word.Text,
        })]),
    };
}
