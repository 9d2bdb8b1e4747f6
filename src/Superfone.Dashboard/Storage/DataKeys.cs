using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.Repositories;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Database;
using Superfone.Dashboard.Storage.Primary.PostgreSql;

namespace Superfone.Dashboard.Storage;

/// <summary>The keys that protect cookies and secrets: files in the data folder, or rows in PostgreSQL, themselves protected by a certificate if there is one.</summary>
internal static class DataKeys
{
    /// <summary>The name of the folder of the keys.</summary>
    internal const string Folder = "keys";
    private const string Certificate = $"{DataOptions.Section}:{nameof(DataOptions.KeyCertificate)}";
    private const string Password = $"{DataOptions.Section}:{nameof(DataOptions.KeyCertificatePassword)}";

    /// <summary>Adds the keys.</summary>
    /// <exception cref="StartException">The certificate cannot be read.</exception>
    public static void AddKeys(this IServiceCollection services, IConfiguration configuration)
    {
        var protection = services.AddDataProtection().SetApplicationName("Superfone.Dashboard");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider => new ConfigureOptions<KeyManagementOptions>(options =>
            options.XmlRepository = provider.GetRequiredService<IOptions<StorageOptions>>().Value.Provider switch
            {
                StorageProvider.Sqlite => new PrivateRepository(
                    Path.Combine(provider.GetRequiredService<DataDirectory>().Path, Folder), provider.GetRequiredService<ILoggerFactory>()),
                StorageProvider.Postgres => new PostgreSqlKeys(provider.GetRequiredService<PostgreSqlStore>()),
            }));

        // The framework takes the certificate while services are added, before options are validated.
        if (configuration[Certificate] is { } path && !string.IsNullOrWhiteSpace(path))
            protection.ProtectKeysWithCertificate(Load(path, configuration[Password]));
    }

    private static X509Certificate2 Load(string path, string? password)
    {
        try
        {
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, string.IsNullOrEmpty(password) ? null : password);
            return certificate.HasPrivateKey
                ? certificate
                : throw new StartException($"{Certificate} is '{path}', which has no private key; the keys could not be read again.");
        }
        catch (Exception error) when (error is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new StartException($"{Certificate} is '{path}', which cannot be read with {Password}: {error.Message}", error);
        }
    }

    private sealed class PrivateRepository(string folder, ILoggerFactory loggers) : FileSystemXmlRepository(new DirectoryInfo(folder), loggers)
    {
        public override void StoreElement(XElement element, string friendlyName)
        {
            PrivateFiles.CreateFolder(folder);
            base.StoreElement(element, friendlyName);
            PrivateFiles.Restrict(folder, "*");
        }
    }
}
