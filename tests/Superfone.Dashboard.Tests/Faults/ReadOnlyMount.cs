using System.Diagnostics;
using Superfone.Dashboard.Tests.Projections;

namespace Superfone.Dashboard.Tests.Faults;

/// <summary>A folder that nobody may write any more, not even root. What is open already stays as it was. Linux lets only root do so.</summary>
internal sealed class ReadOnlyMount : IDisposable
{
    private readonly string _path;

    private ReadOnlyMount(string path) => _path = path;

    /// <summary>Begins, or skips the test and says so.</summary>
    public static ReadOnlyMount MountOrSkip(string path)
    {
        if (OperatingSystem.IsLinux() && SmallDisk.Run("mount", "--bind", path, path))
        {
            var mount = new ReadOnlyMount(path);
            if (SmallDisk.Run("mount", "-o", "remount,ro,bind", path))
                return mount;
            mount.Dispose();
        }

        Assert.Skip("A folder cannot be mounted read-only here: that needs Linux and root.");
        throw new UnreachableException();
    }

    /// <summary>It may be written again.</summary>
    public void Dispose() => SmallDisk.Run("umount", "-l", _path);
}
