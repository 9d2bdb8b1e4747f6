using System.Diagnostics;

namespace Superfone.Dashboard.Tests.Projections;

/// <summary>A disk that is soon full: a few MiB of memory, mounted in a folder of its own. Linux lets only root mount one.</summary>
internal sealed class SmallDisk : IDisposable
{
    private SmallDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Mounts one, or skips the test and says so.</summary>
    public static SmallDisk MountOrSkip(int megabytes)
    {
        var path = Directory.CreateTempSubdirectory("superfone-disk-").FullName;
        if (OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", path))
            return new SmallDisk(path);
        Directory.Delete(path);
        Assert.Skip("A small disk cannot be mounted here: that needs Linux and root.");
        throw new UnreachableException();
    }

    /// <summary>Leaves no more room than this.</summary>
    public void Fill(int bytesLeft)
    {
        var free = new DriveInfo(Path).AvailableFreeSpace;
        using var filler = File.Create(Filler);
        filler.Write(new byte[Math.Max(0, free - bytesLeft)]);
    }

    /// <summary>Frees the space again.</summary>
    public void Free() => File.Delete(Filler);

    public void Dispose()
    {
        Run("umount", "-l", Path);
        Directory.Delete(Path);
    }

    internal static bool Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
