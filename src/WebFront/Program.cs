Console.WriteLine("WebFront");
