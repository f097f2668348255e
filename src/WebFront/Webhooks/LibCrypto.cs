using System.Reflection;
using System.Runtime.InteropServices;

namespace FleetActors.Webhooks;

/// <summary>The few functions of OpenSSL 1.1.1 or 3 that check an Ed25519 signature; .NET 10 has none of its own.</summary>
internal static partial class LibCrypto
{
    /// <summary><c>EVP_PKEY_ED25519</c>.</summary>
    public const int Ed25519 = 1087;

    private const string Library = "libcrypto";

    private static readonly string[] FileNames =
    [
        "libcrypto.so.3", "libcrypto.so.1.1", "libcrypto.so", "libcrypto.3.dylib", "libcrypto-3-x64.dll", "libcrypto-3.dll",
    ];

    static LibCrypto() => NativeLibrary.SetDllImportResolver(typeof(LibCrypto).Assembly, Resolve);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_new_raw_public_key")]
    public static partial nint NewRawPublicKey(int type, nint engine, ReadOnlySpan<byte> key, nuint length);

    [LibraryImport(Library, EntryPoint = "EVP_PKEY_free")]
    public static partial void FreeKey(nint key);

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_new")]
    public static partial nint NewDigestContext();

    [LibraryImport(Library, EntryPoint = "EVP_MD_CTX_free")]
    public static partial void FreeDigestContext(nint context);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerifyInit")]
    public static partial int VerifyInit(nint context, nint keyContext, nint digest, nint engine, nint key);

    [LibraryImport(Library, EntryPoint = "EVP_DigestVerify")]
    public static partial int Verify(
        nint context, ReadOnlySpan<byte> signature, nuint signatureLength, ReadOnlySpan<byte> message, nuint messageLength);

    [LibraryImport(Library, EntryPoint = "ERR_clear_error")]
    public static partial void ClearErrors();

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
        {
            return 0;
        }

        foreach (var file in FileNames)
        {
            if (NativeLibrary.TryLoad(file, assembly, path, out var handle))
            {
                return handle;
            }
        }

        throw new DllNotFoundException($"OpenSSL was not found; webhook signatures need one of {string.Join(", ", FileNames)}.");
    }
}
