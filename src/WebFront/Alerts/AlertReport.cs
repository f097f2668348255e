using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using FleetActors.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace FleetActors.Alerts;

/// <summary>
/// The body of <c>POST /alert</c>: any non-empty JSON object, kept as written, with a few members known by name.
/// A member written twice counts as written last.
/// </summary>
internal static class AlertReport
{
    private const string NoData = "No sensor data";

    /// <summary>Reads a body; exactly one of the two results is set.</summary>
    public static (RaiseAlert? Report, ProblemHttpResult? Problem) Read(ReadOnlySpan<byte> body)
    {
        body = body.StartsWith("\uFEFF"u8) ? body[3..] : body;
        if (body.IndexOfAnyExcept(" \t\r\n"u8) < 0)
        {
            return (null, Problems.BadRequest(NoData));
        }

        if (!Utf8.IsValid(body))
        {
            return (null, Problems.BadRequest("invalid JSON", "The body is not UTF-8."));
        }

        try
        {
            return ReadValue(body);
        }
        catch (JsonException broken)
        {
            return (null, Problems.BadRequest("invalid JSON", broken.Message));
        }
    }

    private static (RaiseAlert? Report, ProblemHttpResult? Problem) ReadValue(ReadOnlySpan<byte> body)
    {
        var reader = new Utf8JsonReader(body, FrontJson.Reader);
        reader.Read();
        var fields = new AlertReportFields();
        var problem = reader.TokenType == JsonTokenType.StartObject
            ? ReadMembers(ref reader, fields)
            : NotAnObject(ref reader);

        // A broken remainder makes the whole body unreadable, whatever was understood before it.
        while (reader.Read())
        {
        }

        return problem is null ? (fields.ToReport(Encoding.UTF8.GetString(body)), null) : (null, problem);
    }

    private static ProblemHttpResult NotAnObject(ref Utf8JsonReader reader)
    {
        var empty = reader.TokenType switch
        {
            JsonTokenType.Null or JsonTokenType.False => true,
            JsonTokenType.String => reader.ValueSpan.IsEmpty,
            JsonTokenType.Number => reader.TryGetDouble(out var number) && number == 0,
            JsonTokenType.StartArray => reader.Read() && reader.TokenType == JsonTokenType.EndArray,
            _ => false,
        };
        return empty ? Problems.BadRequest(NoData) : Problems.Unprocessable("body", "must be a JSON object");
    }

    private static ProblemHttpResult? ReadMembers(ref Utf8JsonReader reader, AlertReportFields fields)
    {
        ProblemHttpResult? problem = null;
        var members = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            members++;
            JsonText.Check(ref reader);
            var field = AlertReportFields.IndexOf(ref reader);
            reader.Read();
            if (field >= 0)
            {
                problem = fields.Take(field, ref reader) ?? problem;
            }

            SkipValue(ref reader);
        }

        return members == 0 ? Problems.BadRequest(NoData) : problem;
    }

    private static void SkipValue(ref Utf8JsonReader reader)
    {
        JsonText.Check(ref reader);
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return;
        }

        var depth = reader.CurrentDepth;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            JsonText.Check(ref reader);
        }
    }
}
