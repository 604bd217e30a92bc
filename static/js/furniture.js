// What is marked as no part of the article steps back, and stays readable.
import { paint } from "./highlights.js";

const stretches = JSON.parse(document.getElementById("furniture").textContent);
paint("furniture", stretches.map(([start, end]) => ({ start, end })));
