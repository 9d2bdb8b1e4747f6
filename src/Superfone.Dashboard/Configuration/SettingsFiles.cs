using Microsoft.Extensions.Configuration.Json;
using Microsoft.Extensions.FileProviders;

namespace Superfone.Dashboard.Configuration;

/// <summary>The locations of <c>appsettings.json</c>.</summary>
internal static class SettingsFiles
{
    /// <summary>
    /// Adds the files in the current directory, which override those in the program's folder, where ASP.NET looks. Environment and command
    /// line still override both.
    /// </summary>
    public static void AddSettingsOfCurrentDirectory(this WebApplicationBuilder builder)
    {
        var directory = Directory.GetCurrentDirectory();
        if (Path.TrimEndingDirectorySeparator(directory) == Path.TrimEndingDirectorySeparator(builder.Environment.ContentRootPath))
            return;

        var sources = ((IConfigurationBuilder)builder.Configuration).Sources;
        var place = sources.ToList().FindLastIndex(source => source is JsonConfigurationSource) + 1;
        foreach (var name in new[] { $"appsettings.{builder.Environment.EnvironmentName}.json", "appsettings.json" })
        {
            sources.Insert(place, new JsonConfigurationSource
            {
                Path = name,
                Optional = true,
                FileProvider = new PhysicalFileProvider(directory),
            });
        }
    }
}
