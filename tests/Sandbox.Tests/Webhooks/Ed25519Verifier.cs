using System.Runtime.InteropServices;

namespace FleetActors.Sandbox.Tests;

/// <summary>Checks a signature with OpenSSL's own verification, independently of the code that signs.</summary>
internal static partial class Ed25519Verifier
{
    private const string Library = "libcrypto.so.3";
    private const int Ed25519 = 1087;

    public static bool Verify(byte[] publicKey, byte[] signature, byte[] data)
    {
        var key = NewPublicKey(Ed25519, 0, publicKey, (nuint)publicKey.Length);
        var context = NewContext();
        try
        {
            return VerifyInit(context, 0, 0, 0, key) == 1 && DigestVerify(context, signature, (nuint)signature.Length, data, (nuint)data.Length) == 1;
        }
        finally
        {
            FreeContext(context);
            FreeKey(key);
        }
    }

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    private static partial nint NewPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    private static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    private static partial nint NewContext();

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    private static partial void FreeContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerifyInit")]
    private static partial int VerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerify")]
    private static partial int DigestVerify(nint context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> data, nuint dataLength);
}
