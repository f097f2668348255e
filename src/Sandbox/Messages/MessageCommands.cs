using System.Text.RegularExpressions;

namespace FleetActors.Sandbox;

/// <summary><c>POST /v2/messages</c> and <c>GET /v2/messages/{id}</c>. There is no idempotency key: a repeat sends twice.</summary>
internal sealed partial class MessageCommands(World world, PhoneBook phones, MessageBook book, Messaging messaging)
{
    /// <summary>Sender of messages that name only a profile.</summary>
    private const string PoolNumber = "+18005550199";

    public TelnyxReply Send(TelnyxRequest request)
    {
        var fields = request.Fields;
        var to = fields.Required("to");
        var from = fields.Text("from");
        var profile = fields.Text("messaging_profile_id");
        var text = fields.Text("text") ?? "";
        var encoding = fields.Choice("encoding", "auto", "auto", "gsm7", "ucs2")!;
        fields.Choice("type", "SMS", "SMS", "MMS");
        var message = new Message
        {
            From = from ?? PoolNumber,
            To = to,
            Text = text,
            Size = MessageSize.Of(text, encoding),
            ProfileId = profile,
            WebhookUrl = fields.HttpUrl("webhook_url"),
            FailoverUrl = fields.HttpUrl("webhook_failover_url"),
            UseProfileWebhooks = fields.Flag("use_profile_webhooks", absent: true),
            ReceivedAt = world.Now,
        };
        Check(fields, message, hasSender: from is not null || profile is not null, hasMedia: fields.Texts("media_urls").Count > 0);
        if (fields.Refusal is { } refusal)
        {
            return refusal;
        }

        if (phones.Find(to)?.Stopped.Contains(message.From) == true)
        {
            return TelnyxReply.Refuse(400, new TelnyxError(
                "40300", "Blocked due to STOP message", "The recipient has stopped messages from this number."));
        }

        var reply = TelnyxReply.Data(message.ToJson());
        messaging.Send(message);
        return reply;
    }

    public TelnyxReply Get(TelnyxRequest request) =>
        book.Find(request.Id) is { } message
            ? TelnyxReply.Data(message.ToJson())
            : TelnyxReply.Refuse(404, new TelnyxError("40303", "Message not found", "No message has this id."));

    private static void Check(RequestFields fields, Message message, bool hasSender, bool hasMedia)
    {
        if (message.To.Length > 0 && !PhoneNumber.IsE164(message.To))
        {
            fields.Refuse(new TelnyxError("40310", "Invalid 'to' address", "The 'to' address must be a single valid number.", "/to"));
        }

        if (!hasSender)
        {
            fields.Refuse(TelnyxError.Missing("from"));
        }
        else if (!PhoneNumber.IsE164(message.From) && !ShortOrAlphanumeric().IsMatch(message.From))
        {
            fields.Refuse(new TelnyxError(
                "40305", "Invalid 'from' address", "The 'from' address must be a number, short code or sender id.", "/from"));
        }

        if (message.Text.Length == 0 && !hasMedia)
        {
            fields.Refuse(new TelnyxError("40316", "No content provided for message", "A message needs 'text' or 'media_urls'.", "/text"));
        }

        if (message.Size.Parts > MessageSize.MostParts)
        {
            fields.Refuse(new TelnyxError(
                "40302", "Message too large", $"The message would take {message.Size.Parts} parts; {MessageSize.MostParts} is the most.", "/text"));
        }
    }

    [GeneratedRegex(@"^([0-9]{3,8}|[A-Za-z0-9 ]{1,11})\z", RegexOptions.CultureInvariant)]
    private static partial Regex ShortOrAlphanumeric();
}
