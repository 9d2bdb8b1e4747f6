using System.Diagnostics;
using Superfone.Dashboard.Tests.Startup;

[assembly: AssemblyFixture(typeof(PublishedProgram))]

namespace Superfone.Dashboard.Tests.Startup;

/// <summary>The program as it is published, once for all tests: in a folder that is not a project's.</summary>
public sealed class PublishedProgram : IDisposable
{
    private readonly Lazy<string> _folder = new(Publish);

    /// <summary>Its folder.</summary>
    public string Folder => _folder.Value;

    /// <summary>Its executable.</summary>
    public string Executable => Path.Combine(Folder, "Superfone.Dashboard");

    /// <summary>Another copy of it.</summary>
    /// <param name="folder">Where; made if missing.</param>
    public void CopyTo(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_folder.IsValueCreated)
            Directory.Delete(Path.GetDirectoryName(_folder.Value)!, recursive: true);
    }

    // The program beside the tests was built from the same sources and only has to be published.
    private static string Publish()
    {
        var configuration = new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name;
        var folder = Path.Combine(Directory.CreateTempSubdirectory("superfone-published-").FullName, "program");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet",
            ["publish", Path.Combine(Tool.Root, "src", "Superfone.Dashboard"), "-c", configuration, "--no-build", "--nologo", "-v", "q", "-o", folder])
        {
            RedirectStandardOutput = true,
        })!;
        var output = publish.StandardOutput.ReadToEnd();
        publish.WaitForExit();
        Assert.True(publish.ExitCode == 0, output);
        return folder;
    }
}
