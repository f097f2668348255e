using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace FleetActors.Sandbox;

/// <summary>The Ed25519 key pair that signs the sandbox's webhooks. Safe for use from many threads.</summary>
public sealed class SandboxKeys : IDisposable
{
    private const int KeyLength = 32;
    private const int SignatureLength = 64;

    private readonly KeyHandle _key;

    private SandboxKeys(ReadOnlySpan<byte> seed)
    {
        _key = new KeyHandle(LibCrypto.NewPrivateKey(LibCrypto.Ed25519, 0, seed, KeyLength));
        if (_key.IsInvalid)
        {
            throw new CryptographicException("OpenSSL refused the Ed25519 private key.");
        }

        Span<byte> publicKey = stackalloc byte[KeyLength];
        nuint length = KeyLength;
        if (LibCrypto.GetPublicKey(_key, publicKey, ref length) != 1 || length != KeyLength)
        {
            throw new CryptographicException("OpenSSL did not give the Ed25519 public key.");
        }

        PublicKeyBase64 = Convert.ToBase64String(publicKey);
    }

    /// <summary>The public key as the receiver is to be told it (<c>TELNYX_PUBLIC_KEY</c>): base64 of the 32 raw bytes.</summary>
    public string PublicKeyBase64 { get; }

    /// <summary>A new random key pair.</summary>
    public static SandboxKeys Generate()
    {
        Span<byte> seed = stackalloc byte[KeyLength];
        RandomNumberGenerator.Fill(seed);
        return new SandboxKeys(seed);
    }

    /// <summary>The key pair of a known private key.</summary>
    /// <param name="privateKeyBase64">Base64 of the 32 raw private bytes (the seed).</param>
    /// <exception cref="ArgumentException">Not base64 of 32 bytes.</exception>
    public static SandboxKeys FromPrivateKey(string privateKeyBase64)
    {
        Span<byte> seed = stackalloc byte[KeyLength];
        return Convert.TryFromBase64String(privateKeyBase64, seed, out var written) && written == KeyLength
            ? new SandboxKeys(seed)
            : throw new ArgumentException("The signing key must be base64 of 32 bytes.", nameof(privateKeyBase64));
    }

    /// <summary>Whether <see cref="FromPrivateKey"/> takes the text.</summary>
    public static bool IsPrivateKey(string privateKeyBase64)
    {
        Span<byte> seed = stackalloc byte[KeyLength];
        return Convert.TryFromBase64String(privateKeyBase64, seed, out var written) && written == KeyLength;
    }

    /// <summary>Signs a webhook as Telnyx does: over <c>{timestamp}|{body}</c>.</summary>
    /// <param name="timestamp">Unix seconds, the value of the <c>telnyx-timestamp</c> header.</param>
    /// <param name="body">The body exactly as sent.</param>
    /// <returns>The value of the <c>telnyx-signature-ed25519</c> header: base64 of 64 bytes.</returns>
    /// <exception cref="ObjectDisposedException">The keys were disposed; a signature under way then still ends well.</exception>
    public string Sign(string timestamp, ReadOnlySpan<byte> body)
    {
        var signed = new byte[Encoding.ASCII.GetByteCount(timestamp) + 1 + body.Length];
        var prefix = Encoding.ASCII.GetBytes(timestamp, signed);
        signed[prefix] = (byte)'|';
        body.CopyTo(signed.AsSpan(prefix + 1));

        Span<byte> signature = stackalloc byte[SignatureLength];
        nuint length = SignatureLength;
        var context = LibCrypto.NewContext();
        try
        {
            if (LibCrypto.SignInit(context, 0, 0, 0, _key) != 1
                || LibCrypto.Sign(context, signature, ref length, signed, (nuint)signed.Length) != 1)
            {
                throw new CryptographicException("OpenSSL could not sign.");
            }
        }
        finally
        {
            LibCrypto.FreeContext(context);
        }

        return Convert.ToBase64String(signature);
    }

    /// <inheritdoc />
    public void Dispose() => _key.Dispose();

    private sealed class KeyHandle : SafeHandle
    {
        public KeyHandle(nint key)
            : base(0, ownsHandle: true) => SetHandle(key);

        public override bool IsInvalid => handle == 0;

        protected override bool ReleaseHandle()
        {
            LibCrypto.FreeKey(handle);
            return true;
        }
    }
}
