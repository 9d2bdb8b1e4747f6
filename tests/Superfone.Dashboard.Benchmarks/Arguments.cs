using System.Globalization;

namespace Superfone.Dashboard.Benchmarks;

/// <summary>Arguments of the form <c>--name=value</c>.</summary>
internal sealed class Arguments(string[] arguments)
{
    /// <summary>Folder for databases; on the disk that is to be measured.</summary>
    public string Directory => Text("directory") ?? Path.GetTempPath();

    /// <summary>A number, or what stands for it where none is given.</summary>
    public double Number(string name, double otherwise) =>
        Text(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;

    /// <summary>A text; <see langword="null"/> where none is given.</summary>
    public string? Text(string name) => arguments
        .Where(argument => argument.StartsWith($"--{name}=", StringComparison.Ordinal))
        .Select(argument => argument[(name.Length + 3)..])
        .LastOrDefault();
}
