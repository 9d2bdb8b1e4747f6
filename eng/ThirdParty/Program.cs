using System.Globalization;
using Superfone.Dashboard.ThirdParty;

try
{
    switch (args)
    {
        // See eng/third-party.sh and eng/publish.sh.
        case ["notices", var dependencies, var packages, var texts, var to]:
            await File.WriteAllTextAsync(to, Notices.Write(Library.Read(dependencies, packages), texts));
            return 0;
        case ["bill", var dependencies, var packages, var version, var epoch, var to]:
            var time = DateTimeOffset.FromUnixTimeSeconds(long.Parse(epoch, CultureInfo.InvariantCulture));
            await File.WriteAllTextAsync(to, BillOfMaterials.Write(Library.Read(dependencies, packages), version, time));
            return 0;
        default:
            Console.Error.WriteLine("Usage: ThirdParty notices <.deps.json> <NuGet's packages> <texts of licences> <file> | bill <.deps.json> <NuGet's packages> <version> <epoch> <file>");
            return 2;
    }
}
catch (InvalidDataException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
