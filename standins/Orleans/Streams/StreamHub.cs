using System.Collections.Concurrent;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Streams;

/// <summary>The streams of one provider of an engine: who subscribes to what. Subscriptions outlive activations, not the engine.</summary>
internal sealed class StreamHub(string name, Engine engine)
{
    private readonly ConcurrentDictionary<StreamId, Channel> _channels = new();

    private readonly Lazy<ImplicitSubscriber[]> _implicitSubscribers = new(() => FindImplicitSubscribers(engine));

    public string Name { get; } = name;

    /// <summary>Puts an item on its way to every subscriber.</summary>
    public void Publish(StreamId streamId, object item)
    {
        var channel = ChannelOf(streamId);
        var context = RequestContext.Current;
        lock (channel)
        {
            var token = new EventToken(channel.LastNumber++, 0);
            foreach (var subscription in channel.Subscriptions)
            {
                subscription.Enqueue(new StreamItem(item, token, context));
            }
        }
    }

    /// <summary>A subscription of an activation's grain, or of a host; a grain that is subscribed implicitly gets that subscription.</summary>
    public StreamSubscriptionState Subscribe(StreamId streamId, Activation? activation, object host)
    {
        var channel = ChannelOf(streamId);
        lock (channel)
        {
            if (channel.Subscriptions.FirstOrDefault(other => other.IsImplicit && other.Belongs(activation, host)) is { } implicitOne)
            {
                return implicitOne;
            }

            var added = activation is null
                ? new StreamSubscriptionState(this, engine, streamId, Guid.NewGuid(), host)
                : new StreamSubscriptionState(this, engine, streamId, Guid.NewGuid(), activation.Class, activation.Key, isImplicit: false);
            channel.Subscriptions = [.. channel.Subscriptions, added];
            return added;
        }
    }

    public void Unsubscribe(StreamSubscriptionState subscription)
    {
        var channel = ChannelOf(subscription.StreamId);
        lock (channel)
        {
            channel.Subscriptions = [.. channel.Subscriptions.Where(other => !ReferenceEquals(other, subscription))];
        }

        subscription.End();
    }

    /// <summary>The subscriptions of an activation's grain, or of a host.</summary>
    public IEnumerable<StreamSubscriptionState> SubscriptionsOf(StreamId streamId, Activation? activation, object host)
        => ChannelOf(streamId).Subscriptions.Where(subscription => subscription.Belongs(activation, host));

    private static ImplicitSubscriber[] FindImplicitSubscribers(Engine engine)
        =>
        [
            .. from grainClass in engine.Classes.Where(type => type.IsDefined(typeof(ImplicitStreamSubscriptionAttribute)))
               from attribute in grainClass.Type.GetCustomAttributes<ImplicitStreamSubscriptionAttribute>()
               select new ImplicitSubscriber(grainClass, attribute.Namespace),
        ];

    private static Guid ImplicitId(string provider, StreamId streamId, GrainClass grainClass)
        => new(SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}/{streamId}/{grainClass.GrainType}")).AsSpan(0, 16));

    private Channel ChannelOf(StreamId streamId)
        => _channels.TryGetValue(streamId, out var channel) ? channel : _channels.GetOrAdd(streamId, static (id, self) => self.NewChannel(id), this);

    private Channel NewChannel(StreamId streamId) => new()
    {
        Subscriptions =
        [
            .. from subscriber in _implicitSubscribers.Value
               where subscriber.Namespace is null || subscriber.Namespace == streamId.GetNamespace()
               select new StreamSubscriptionState(
                   this, engine, streamId, ImplicitId(Name, streamId, subscriber.Class), subscriber.Class, streamId.GetKeyAsString(), isImplicit: true),
        ],
    };

    private sealed class Channel
    {
        public StreamSubscriptionState[] Subscriptions { get; set; } = [];

        public long LastNumber { get; set; }
    }

    private sealed record ImplicitSubscriber(GrainClass Class, string? Namespace);
}
