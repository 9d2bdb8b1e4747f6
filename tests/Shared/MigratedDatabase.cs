using Microsoft.EntityFrameworkCore;
using Superfone.Dashboard.Storage.Primary;

namespace Superfone.Dashboard.Tests.Shared;

/// <summary>An empty primary database with the newest schema, made once per process: all migrations take longer than the rest of a start.</summary>
internal static class MigratedDatabase
{
    private static readonly Lazy<byte[]> Content = new(Create);

    /// <summary>Writes it to a file.</summary>
    public static void CopyTo(string path) => File.WriteAllBytes(path, Content.Value);

    private static byte[] Create()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var context = new PrimaryContext(new DbContextOptionsBuilder<PrimaryContext>().UseSqlite($"Data Source={path};Pooling=False").Options))
                context.Database.Migrate();
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
