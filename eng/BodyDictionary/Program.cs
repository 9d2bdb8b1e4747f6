using Superfone.Dashboard.Dictionaries;
using ZstdSharp;

// BodyDictionary <file>: see docs/decisions/0027-compress-bodies-with-a-dictionary.md.
const int Bytes = 64 * 1024;
if (args is not [var path])
{
    Console.Error.WriteLine("Usage: BodyDictionary <the file to write>");
    return 2;
}

var dictionary = DictBuilder.TrainFromBuffer(TrainingBodies.All(), Bytes);
await File.WriteAllBytesAsync(path, dictionary);
Console.WriteLine($"{dictionary.Length} bytes.");
return 0;
