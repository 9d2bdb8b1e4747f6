using Superfone.Dashboard.Styles;

// TrimStyles <MudBlazor.min.css> <mudblazor.css>: see eng/trim-styles.sh.
if (args is not [var from, var to])
{
    Console.Error.WriteLine("Usage: TrimStyles <MudBlazor's style sheet> <the trimmed one>");
    return 2;
}

await File.WriteAllTextAsync(to, StyleTrimmer.Trim(await File.ReadAllTextAsync(from)));
Console.WriteLine($"{new FileInfo(from).Length / 1024} KiB became {new FileInfo(to).Length / 1024} KiB.");
return 0;
