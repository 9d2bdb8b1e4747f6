namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Data</c>: the location of all data.</summary>
public sealed class DataOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Data";

    /// <summary>The full path of the folder of databases, recordings and keys; configured paths are relative to the current directory.</summary>
    public required string Directory { get; init; }

    /// <summary>The full path of a PFX file with the certificate that protects the keys; <see langword="null"/> to keep them unprotected.</summary>
    public string? KeyCertificate { get; init; }

    /// <summary>The password of that file; <see langword="null"/> for none.</summary>
    public string? KeyCertificatePassword { get; init; }

    internal static DataOptions Read(SectionReader section)
    {
        var directory = section.Text("Directory", "data");
        return new DataOptions
        {
            Directory = directory.Length == 0 ? "" : Path.GetFullPath(directory),
            KeyCertificate = section.OptionalText("KeyCertificate") is { } file ? Path.GetFullPath(file) : null,
            KeyCertificatePassword = section.OptionalText("KeyCertificatePassword"),
        };
    }
}
