using System.Text.Json;

namespace FleetActors.Sandbox;

/// <summary>The body of <c>POST /sandbox/calls</c>.</summary>
internal sealed record CallerRequest(string From, string To, CallerVoice Voice)
{
    private const string AnyNumber = "+15550100100";

    /// <summary>The call, or null with everything that is wrong in one line.</summary>
    public static CallerRequest? Read(JsonElement body, out string problem)
    {
        var fields = new RequestFields(body);
        var from = fields.Required("from");
        var to = fields.Text("to") ?? AnyNumber;
        if ((from.Length > 0 && !PhoneNumber.IsE164(from)) || !PhoneNumber.IsE164(to))
        {
            fields.Refuse(TelnyxError.NotE164(PhoneNumber.IsE164(to) ? "from" : "to"));
        }

        var voice = CallerVoice.Read(fields);
        problem = string.Join(' ', fields.Errors.Select(static error => error.Detail));
        return fields.Errors.Count == 0 ? new CallerRequest(from, to, voice) : null;
    }
}
