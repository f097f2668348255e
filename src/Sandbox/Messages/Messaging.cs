using System.Text.Json.Nodes;

namespace FleetActors.Sandbox;

/// <summary>Carries messages between the API and the phones, with their webhooks and with STOP and START.</summary>
internal sealed class Messaging(World world, FaultPlan faults, PhoneBook phones, MessageBook book, WebhookSender sender, WebhookAddresses addresses)
{
    private static readonly HashSet<string> StopWords =
        new(StringComparer.OrdinalIgnoreCase) { "STOP", "STOPALL", "STOP ALL", "UNSUBSCRIBE", "CANCEL", "END", "QUIT" };


    private static readonly HashSet<string> StartWords = new(StringComparer.OrdinalIgnoreCase) { "START", "UNSTOP" };

    /// <summary>Takes a message from the API; the phone has it at once, the webhooks follow.</summary>
    public void Send(Message message)
    {
        book.Add(message);
        world.After(TimeSpan.Zero, () => Deliver(message));
    }

    /// <summary>Sends a message from a phone to a number of the API.</summary>
    public void Receive(Phone phone, string to, string text)
    {
        var id = Identifiers.NewId();
        Phone.Add(phone.Sent, new PhoneMessage(id, to, text, world.Now));
        if (StopWords.Contains(text.Trim()))
        {
            phone.Stopped.Add(to);
        }
        else if (StartWords.Contains(text.Trim()))
        {
            phone.Stopped.Remove(to);
        }

        phones.Touch(phone);
        Report(phone.Lane, addresses.ForMessage(null, null, useProfile: true), "message.received", Inbound(id, phone.Number, to, text));
    }

    private void Deliver(Message message)
    {
        var script = faults.ScriptOf(message.To);
        var target = addresses.ForMessage(message.WebhookUrl, message.FailoverUrl, message.UseProfileWebhooks);
        message.SentAt = world.Now;
        if (script.SmsStatus != "sending_failed")
        {
            message.Status = "sent";
            Report(message.Lane, target, "message.sent", message.ToJson());
        }

        message.Status = script.SmsStatus;
        message.CompletedAt = world.Now;
        if (script.SmsStatus is "sending_failed" or "delivery_failed")
        {
            message.Error = new TelnyxError("40001", "Not routable", "The destination number could not be reached.");
        }
        else
        {
            Arrive(message, script);
        }

        Report(message.Lane, target, "message.finalized", message.ToJson());
    }

    private void Arrive(Message message, NumberScript script)
    {
        var phone = phones.Get(message.To);
        Phone.Add(phone.Received, new PhoneMessage(message.Id, message.From, message.Text, world.Now));
        phones.Touch(phone);
        if (script.Reply is { } reply)
        {
            world.After(TimeSpan.FromMilliseconds(script.ReplyAfterMs), () => Receive(phone, message.From, reply));
        }
    }

    private void Report(WebhookLane lane, WebhookTarget target, string eventType, JsonObject message) =>
        sender.Send(lane, target, new WebhookEvent(eventType, world.Now, message));

    private JsonObject Inbound(string id, string from, string to, string text)
    {
        var size = MessageSize.Of(text);
        return new JsonObject
        {
            ["record_type"] = "message",
            ["direction"] = "inbound",
            ["id"] = id,
            ["type"] = "SMS",
            ["messaging_profile_id"] = null,
            ["from"] = MessageParty.Json(from),
            ["to"] = new JsonArray(MessageParty.Json(to, "webhook_delivered")),
            ["cc"] = new JsonArray(),
            ["text"] = text,
            ["media"] = new JsonArray(),
            ["encoding"] = size.Encoding,
            ["parts"] = size.Parts,
            ["tags"] = new JsonArray(),
            ["errors"] = new JsonArray(),
            ["received_at"] = Identifiers.Iso(world.Now),
        };
    }
}
