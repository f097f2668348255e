using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace FleetActors.Webhooks;

/// <summary>An Ed25519 public key that checks signatures. Safe to share between threads.</summary>
internal sealed class Ed25519PublicKey : SafeHandle
{
    /// <summary>Bytes of a raw public key.</summary>
    public const int KeySize = 32;

    /// <summary>Bytes of a signature.</summary>
    public const int SignatureSize = 64;

    private Ed25519PublicKey(nint key)
        : base(0, ownsHandle: true) => SetHandle(key);

    public override bool IsInvalid => handle == 0;

    /// <summary>Reads the base64 form that the provider's portal shows; false for anything that is no 32-byte key.</summary>
    public static bool TryParse(string? base64, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Ed25519PublicKey? key)
    {
        key = null;
        Span<byte> raw = stackalloc byte[KeySize];
        if (base64 is null || !Convert.TryFromBase64String(base64.Trim(), raw, out var length) || length != KeySize)
        {
            return false;
        }

        var handle = LibCrypto.NewRawPublicKey(LibCrypto.Ed25519, 0, raw, KeySize);
        if (handle == 0)
        {
            LibCrypto.ClearErrors();
            return false;
        }

        key = new Ed25519PublicKey(handle);
        return true;
    }

    /// <summary>Whether the signature is this key's over exactly these bytes.</summary>
    public bool Verify(ReadOnlySpan<byte> signature, ReadOnlySpan<byte> message)
    {
        if (signature.Length != SignatureSize)
        {
            return false;
        }

        // The key is only read; the context is what one verification writes to.
        var context = LibCrypto.NewDigestContext();
        if (context == 0)
        {
            throw new CryptographicException("OpenSSL could not make a verification context.");
        }

        var held = false;
        try
        {
            DangerousAddRef(ref held);
            var valid = LibCrypto.VerifyInit(context, 0, 0, 0, handle) == 1
                && LibCrypto.Verify(context, signature, (nuint)signature.Length, message, (nuint)message.Length) == 1;
            if (!valid)
            {
                LibCrypto.ClearErrors();
            }

            return valid;
        }
        finally
        {
            if (held)
            {
                DangerousRelease();
            }

            LibCrypto.FreeDigestContext(context);
        }
    }

    protected override bool ReleaseHandle()
    {
        LibCrypto.FreeKey(handle);
        return true;
    }
}
