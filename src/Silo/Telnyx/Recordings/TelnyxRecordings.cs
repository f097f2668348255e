using System.Net;
using FleetActors.Calls;
using Microsoft.Extensions.Options;

namespace FleetActors.Telnyx.Recordings;

/// <summary>Fetches recordings from where Telnyx says that they are. Never retries: the call does.</summary>
internal sealed class TelnyxRecordings(RecordingTransport transport, IOptions<TelnyxOptions> options, TimeProvider clock) : IProviderRecordings
{
    public async Task<ProviderRecordingResult> FetchAsync(
        string address, Func<ReadOnlyMemory<short>, CancellationToken, ValueTask> take, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(options.Value.RecordingTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await transport.GetAsync(address, either.Token);
            if (response.StatusCode != HttpStatusCode.OK)
            {
                return Refused(response.StatusCode);
            }

            if (response.Content.Headers.ContentLength > options.Value.LargestRecording)
            {
                return TooLarge();
            }

            await using var body = await response.Content.ReadAsStreamAsync(either.Token);
            await new WavSound(new LimitedStream(body, options.Value.LargestRecording)).ReadAsync(take, either.Token);
            return ProviderRecordingResult.Fetched;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Our limit, or that of the connection, which is told as a cancellation too.
            return ProviderRecordingResult.Failed("it took too long", canRetry: true);
        }
        catch (RecordingTooLargeException)
        {
            return TooLarge();
        }
        catch (Exception failure) when (failure is AddressRefusedException or InvalidDataException)
        {
            return ProviderRecordingResult.Failed(failure.Message, canRetry: false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return ProviderRecordingResult.Failed("the connection failed", canRetry: true);
        }
    }

    // What is not there yet may come; a signature that is not taken any more will not be taken again.
    private static ProviderRecordingResult Refused(HttpStatusCode status) => ProviderRecordingResult.Failed(
        $"HTTP {(int)status}", canRetry: (int)status >= 500 || status is HttpStatusCode.NotFound or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);

    private ProviderRecordingResult TooLarge() =>
        ProviderRecordingResult.Failed($"it is larger than {options.Value.LargestRecording} bytes; what came before stays", canRetry: false);
}
