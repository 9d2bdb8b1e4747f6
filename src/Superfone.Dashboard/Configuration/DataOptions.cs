namespace Superfone.Dashboard.Configuration;

/// <summary><c>Superfone:Data</c>: where everything is kept.</summary>
public sealed class DataOptions
{
    /// <summary>Full path of the folder of databases, recordings and keys; configured paths are relative to the current directory.</summary>
    public required string Directory { get; init; }

    internal static DataOptions Read(ConfigurationReader reader)
    {
        const string key = "Superfone:Data:Directory";
        var directory = reader.Text(key, "data");
        return new DataOptions { Directory = directory.Length == 0 ? "" : Path.GetFullPath(directory) };
    }
}
