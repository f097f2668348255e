using System.Diagnostics;
using Orleans.Configuration;

namespace Orleans.Runtime;

internal static class Timeouts
{
    /// <summary>The response timeout, which is longer while someone steps through code.</summary>
    public static TimeSpan Effective(MessagingOptions options) => Debugger.IsAttached ? options.ResponseTimeoutWithDebugger : options.ResponseTimeout;
}
