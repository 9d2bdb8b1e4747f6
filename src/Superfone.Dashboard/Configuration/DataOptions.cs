namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Data</c>: the location of all data.</summary>
public sealed class DataOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Data";

    /// <summary>The full path of the folder of databases, recordings and keys; configured paths are relative to the current directory.</summary>
    public required string Directory { get; init; }

    internal static DataOptions Read(SectionReader section)
    {
        var directory = section.Text("Directory", "data");
        return new DataOptions { Directory = directory.Length == 0 ? "" : Path.GetFullPath(directory) };
    }
}
