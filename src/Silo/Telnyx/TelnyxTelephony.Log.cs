using FleetActors.OnCall;
using FleetActors.Telephony;
using Microsoft.Extensions.Logging;

namespace FleetActors.Telnyx;

/// <summary>What is logged: never keys, texts or whole numbers.</summary>
internal sealed partial class TelnyxTelephony
{
    private void Log(TelephonyCommand command, TelephonyResult result)
    {
        var name = command.GetType().Name;
        var to = command switch
        {
            SendMessage message => E164.Mask(message.To),
            Dial dial => E164.Mask(dial.To),
            _ => "-",
        };
        switch (result.Outcome)
        {
            case TelephonyOutcome.Accepted:
                LogAccepted(name, command.CommandId, to);
                break;
            case TelephonyOutcome.Gone:
                LogGone(name, command.CommandId, result.Code ?? "no code");
                break;
            case TelephonyOutcome.Permanent:
                LogRefused(name, command.CommandId, to, result.Code ?? "no code", result.Reason);
                break;
            default:
                LogFailed(name, command.CommandId, to, result.Outcome, result.Code ?? "no code", result.Reason);
                break;
        }
    }

    [LoggerMessage(LogLevel.Debug, "Telnyx took {Command} {CommandId} to {To}")]
    private partial void LogAccepted(string command, Guid commandId, string to);

    [LoggerMessage(LogLevel.Information, "Telnyx: {Command} {CommandId} came after the end of its call or conference ({Code})")]
    private partial void LogGone(string command, Guid commandId, string code);

    [LoggerMessage(LogLevel.Warning, "Telnyx: {Command} {CommandId} to {To} {Outcome} ({Code}): {Reason}")]
    private partial void LogFailed(string command, Guid commandId, string to, TelephonyOutcome outcome, string code, string reason);

    [LoggerMessage(LogLevel.Error, "Telnyx refused {Command} {CommandId} to {To} for good ({Code}): {Reason}")]
    private partial void LogRefused(string command, Guid commandId, string to, string code, string reason);
}
