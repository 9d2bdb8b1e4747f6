using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Storage;
using Superfone.Dashboard.Storage.Primary.Sqlite;

namespace Superfone.Dashboard.Tests.Operations.Commands;

/// <summary>A folder with data of a stopped application, and the program run with commands on it.</summary>
internal sealed class CommandFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("superfone-").FullName;

    /// <summary>The data directory.</summary>
    public string Data => Path.Combine(_folder, "data");

    /// <summary>The full path of a file in the folder above the data.</summary>
    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>The folder with data of an application that has received bodies and stopped.</summary>
    public static async Task<CommandFolder> CreateAsync(params IEnumerable<string> bodies)
    {
        var folder = new CommandFolder();
        await using var dashboard = await RunningDashboard.StartAsync(new Dictionary<string, string?> { ["Superfone:Data:Directory"] = folder.Data });
        foreach (var body in bodies)
            (await dashboard.PostAsync(body)).EnsureSuccessStatusCode();
        await dashboard.WaitUntilProjectedAsync();
        await dashboard.StopAsync();

        // The end of a process does so; a test beside this one would do it later, and change the files.
        DataDirectory.CloseIdleConnections();
        return folder;
    }

    /// <summary>A folder without data.</summary>
    public static CommandFolder CreateEmpty() => new();

    /// <summary>Runs a command on the data.</summary>
    public Task<(int ExitCode, List<string> Output, string Error)> RunAsync(params IEnumerable<string> command) =>
        CommandRun.InvokeAsync([.. command, $"--Superfone:Data:Directory={Data}"]);

    /// <summary>Starts a command on the data, as a process of its own.</summary>
    public DashboardProcess Start(params IEnumerable<string> command) => DashboardProcess.Run(_folder, [.. command, $"--Superfone:Data:Directory={Data}"]);

    /// <summary>Changes a database of the data.</summary>
    public void Change(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(Data, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>Changes <c>superfone.db</c> as the application does.</summary>
    public void Use(Action<PrimaryFile> change)
    {
        using var directory = new DataDirectory(Options.Create(new DataOptions { Directory = Data }));
        using var file = new PrimaryFile(directory);
        change(file);
    }

    /// <summary>Reads the first column of all rows of a query on <c>superfone.db</c>.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="data">The data directory, if it is another one.</param>
    public List<string> Read(string sql, string? data = null) => [.. ReadRows(sql, data).Select(row => row[0])];

    /// <summary>Reads all columns of all rows of a query on <c>superfone.db</c>.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="data">The data directory, if it is another one.</param>
    public List<string[]> ReadRows(string sql, string? data = null)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(data ?? Data, "superfone.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        List<string[]> rows = [];
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(column => reader.GetValue(column) is byte[] bytes ? Convert.ToHexString(bytes) : reader.GetValue(column).ToString()!)]);
        return rows;
    }

    /// <summary>Reads all bodies as they were received, in order.</summary>
    public List<string> ReadBodies() => [.. StoredBodies.Read(Path.Combine(Data, "superfone.db")).Values.Select(Encoding.UTF8.GetString)];

    /// <summary>Writes a file above the data.</summary>
    /// <returns>Its full path.</returns>
    public async Task<string> WriteAsync(string name, IEnumerable<string> lines)
    {
        await File.WriteAllLinesAsync(PathOf(name), lines);
        return PathOf(name);
    }

    /// <summary>The name and hash of each file of the data.</summary>
    public List<string> Files() =>
    [
        .. Directory.EnumerateFiles(Data, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(path => $"{Path.GetRelativePath(Data, path)} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(path)))}"),
    ];

    /// <inheritdoc/>
    public void Dispose()
    {
        DataDirectory.CloseIdleConnections();
        Directory.Delete(_folder, recursive: true);
    }
}
