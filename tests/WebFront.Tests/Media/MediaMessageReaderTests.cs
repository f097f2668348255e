using System.Text;
using FleetActors.Calls;

namespace FleetActors.Media;

public sealed class MediaMessageReaderTests
{
    [Fact]
    public void Read_Media_GivesItsSound()
    {
        var message = Read("""{"event":"media","sequence_number":"4","stream_id":"s-1","media":{"track":"inbound","chunk":"2","timestamp":"5","payload":"AQID/w=="}}""");

        message.Event.ShouldBe(MediaEvent.Media);
        message.StreamId.ShouldBe("s-1");
        message.Chunk.ShouldBe(2);
        message.Timestamp.ShouldBe(5);
        message.IsOutbound.ShouldBeFalse();
        message.Payload.ShouldBe([1, 2, 3, 255]);
    }

    [Fact]
    public void Read_MembersInAnyOrderAndNumbersAsNumbers_GivesTheSame()
    {
        var message = Read("""{"extra":{"event":"stop","a":[1,{"b":2}]},"media":{"payload":"AQID\/w==","x":null,"timestamp":-7,"chunk":2,"track":"outbound"},"event":"media"}""");

        message.Event.ShouldBe(MediaEvent.Media);
        message.StreamId.ShouldBeNull();
        message.Chunk.ShouldBe(2);
        message.Timestamp.ShouldBe(-7);
        message.IsOutbound.ShouldBeTrue();
        message.Payload.ShouldBe([1, 2, 3, 255]);
    }

    [Fact]
    public void Read_KnownStreamId_IsNotMadeAnew()
    {
        var known = new string("s-1".AsSpan());

        ReferenceEquals(Read("""{"event":"stop","stream_id":"s-1"}""", known).StreamId, known).ShouldBeTrue();
        Read("""{"event":"stop","stream_id":"s-2"}""", known).StreamId.ShouldBe("s-2");
    }

    [Theory]
    [InlineData("PCMU", "8000", AudioEncoding.Pcmu, 8000)]
    [InlineData("pcma", "\"8000\"", AudioEncoding.Pcma, 8000)]
    [InlineData("audio/x-mulaw", "null", AudioEncoding.Pcmu, 8000)]
    [InlineData("L16", "16000", AudioEncoding.L16, 16000)]
    [InlineData("L16", "{}", AudioEncoding.L16, 16000)]
    [InlineData("OPUS", "48000", AudioEncoding.Unknown, 48000)]
    [InlineData("L16", "99999999999", AudioEncoding.L16, int.MaxValue)]
    [InlineData("L16", "-99999999999", AudioEncoding.L16, -1)]
    public void Read_Start_GivesTheFormat(string encoding, string rate, AudioEncoding expected, int expectedRate)
    {
        var message = Read($$$$"""
            {"event":"start","sequence_number":"1","stream_id":"s-1","start":{"user_id":"u","call_control_id":"v3:abc","custom_parameters":{"a":{"b":[]}},
            "media_format":{"encoding":"{{{{encoding}}}}","sample_rate":{{{{rate}}}},"channels":1}}}
            """);

        message.Event.ShouldBe(MediaEvent.Start);
        message.CallControlId.ShouldBe("v3:abc");
        message.Format.ShouldBe(new AudioFormat(expected, expectedRate, 1));
    }

    [Theory]
    [InlineData("""{"event":"start","start":{}}""")]
    [InlineData("""{"event":"start","start":{"media_format":"PCMU"}}""")]
    [InlineData("""{"event":"start","start":[]}""")]
    [InlineData("""{"event":"start"}""")]
    public void Read_StartWithoutAFormat_SaysNone(string json)
    {
        Read(json).Event.ShouldBe(MediaEvent.Start);
        Read(json).Format.ShouldBeNull();
    }

    [Theory]
    [InlineData("""{"event":"connected","version":"1.0.0"}""", nameof(MediaEvent.Connected))]
    [InlineData("""{"event":"stop","stream_id":"s","stop":{"user_id":"u"}}""", nameof(MediaEvent.Stop))]
    [InlineData("""{"event":"dtmf","dtmf":{"digit":"1"}}""", nameof(MediaEvent.Dtmf))]
    [InlineData("""{"event":"mark","mark":{"name":"x"}}""", nameof(MediaEvent.Mark))]
    [InlineData("""{"event":"clear"}""", nameof(MediaEvent.Other))]
    public void Read_OtherEvents_AreKnownByName(string json, string expected) => Read(json).Event.ToString().ShouldBe(expected);

    [Fact]
    public void Read_Error_GivesTheComplaint()
    {
        var message = Read("""{"event":"error","stream_id":"s","payload":{"code":100003,"title":"malformed_frame","detail":"..."}}""");

        message.Event.ShouldBe(MediaEvent.Error);
        message.Complaint.ShouldBe((100003, "malformed_frame"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"media\"")]
    [InlineData("{")]
    [InlineData("{}")]
    [InlineData("""{"event":5}""")]
    [InlineData("""{"event":{"a":1}}""")]
    [InlineData("""{"event":"media"}""")]
    [InlineData("""{"event":"media","media":5}""")]
    [InlineData("""{"event":"media","media":{}}""")]
    [InlineData("""{"event":"media","media":{"payload":5}}""")]
    [InlineData("""{"event":"media","media":{"payload":["AQID"]}}""")]
    [InlineData("""{"event":"media","media":{"payload":"not base64!"}}""")]
    [InlineData("""{"event":"media","media":{"payload":"AQI"}}""")]
    [InlineData("""{"event":"media","media":{"payload":"AQID"}} x""")]
    [InlineData("""{"event":"media","media":{"payload":"AQID"}}{}""")]
    [InlineData("""{"event":"media","media":{"payload":"AQID"}""")]
    [InlineData("""{"a":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]],"event":"stop"}""")]
    public void Read_Garbage_IsGarbage(string json) => Read(json).Event.ShouldBe(MediaEvent.Garbage);

    [Fact]
    public void Read_BytesThatAreNoUtf8_NeverThrows()
    {
        byte[] broken = [.. """{"event":"start","stream_id":"""u8, (byte)'"', 0xC3, 0x28, (byte)'"', .. ""","start":{"call_control_id":"""u8, (byte)'"', 0xFF, (byte)'"', (byte)'}', (byte)'}'];

        var message = MediaMessageReader.Read(broken, "known");

        message.StreamId.ShouldBeNull();
        message.CallControlId.ShouldBeNull();
    }

    [Fact]
    public void Read_AnyBytesAtAll_NeverThrows()
    {
        var random = new Random(7);
        var good = Encoding.UTF8.GetBytes("""{"event":"media","stream_id":"s-1","media":{"track":"inbound","chunk":"2","timestamp":"5","payload":"AQID/w=="}}""");
        for (var i = 0; i < 5_000; i++)
        {
            byte[] broken = [.. good];
            for (var j = random.Next(1, 6); j > 0; j--)
            {
                broken[random.Next(broken.Length)] = (byte)random.Next(256);
            }

            MediaMessageReader.Read(broken.AsSpan(0, random.Next(broken.Length + 1)), "s-1");
        }
    }

    [Fact]
    public void Read_Media_MakesNothingButTheSound()
    {
        var payload = Convert.ToBase64String(new byte[160]);
        var json = Encoding.UTF8.GetBytes($$$"""{"event":"media","sequence_number":"4","stream_id":"s-1","media":{"track":"inbound","chunk":"2","timestamp":"5","payload":"{{{payload}}}"}}""");
        MediaMessageReader.Read(json, "s-1");
        var before = GC.GetAllocatedBytesForCurrentThread();

        for (var i = 0; i < 1000; i++)
        {
            MediaMessageReader.Read(json, "s-1");
        }

        // 160 bytes and an array's header.
        ((GC.GetAllocatedBytesForCurrentThread() - before) / 1000).ShouldBeLessThanOrEqualTo(192);
    }

    private static MediaMessage Read(string json, string? known = null) => MediaMessageReader.Read(Encoding.UTF8.GetBytes(json), known);
}
