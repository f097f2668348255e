#pragma warning disable
using Microsoft.Extensions.DependencyInjection;
namespace Orleans.Streams
{
    internal static class MemoryStreamProvider
    {
        public static IStreamProvider Find(IServiceProvider services, string name) => throw new NotImplementedException();
        public static void Add(IServiceCollection services, string name) { }
    }
}
